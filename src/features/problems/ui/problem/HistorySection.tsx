import { useMutation, useQuery } from "@tanstack/react-query";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { formatDay } from "#web/format/time.ts";

import type { HistoryEntry, Problem } from "../../contract.ts";
import classes from "../Pain.module.css";
import { useMapWords } from "../words.ts";
import styles from "./Problem.module.css";

/** What happened to the problem, newest first; a merge or split can be undone while nothing was built upon it. */
export function HistorySection({ problem }: { problem: Problem }) {
  const { t } = useMapWords();
  const { data } = useQuery(operationQuery("problems.readHistory", { params: { key: problem.key } }));
  return (
    <section className={classes.section} aria-label={t("section.history")}>
      <h2>{t("section.history")}</h2>
      {data?.items.length === 0 ? <p className={classes.note}>{t("history.none")}</p> : null}
      <ol className={styles.history}>
        {data?.items.map((entry) => (
          <Entry key={entry.id} entry={entry} problem={problem} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry, problem }: { entry: HistoryEntry; problem: Problem }) {
  const { t, language } = useMapWords();
  const refresh = useRefresh();
  const { mutate, error } = useMutation({
    mutationFn: () => callOperation("problems.undoProblemEvent", { params: { key: problem.key, event: entry.id } }),
    onSuccess: () => refresh("problems."),
  });
  const isFields = entry.kind === "changed";
  const fields = entry.about.map((one) => (isFields ? t(`field.${one}`) : one)).join(", ");
  const state = (of: string | null): string => (of === null ? "" : t(`state.${of}`));
  return (
    <li>
      {t(`history.${entry.kind}`, { fields, from: state(entry.from), to: state(entry.to) })}
      {entry.mayUndo ? (
        <button type="button" onClick={() => mutate()}>
          {t("history.undo")}
        </button>
      ) : null}
      <small>
        {entry.by} · {formatDay(entry.at.slice(0, 10), language)}
      </small>
      <ProblemNote error={error} />
    </li>
  );
}
