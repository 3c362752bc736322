import { useMutation } from "@tanstack/react-query";

import { callOperation } from "#web/api/client.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import type { TextToCode } from "../../contract.ts";
import { partsOf } from "../sides.ts";
import { useThemeWords } from "../words.ts";
import classes from "./Coding.module.css";
import type { QueueEvent } from "./queue.ts";

interface AskOutsideProps {
  readonly text: TextToCode;
  readonly codes: readonly string[];
  readonly tell: (event: QueueEvent) => void;
}

/** Asks the outside suggester about this comment, when a person wants it; what it says is to be taken or left. */
export function AskOutside({ text: { responseId, question }, codes, tell }: AskOutsideProps) {
  const { t } = useThemeWords();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => callOperation("text.suggest", { body: { responseId, question } }),
  });
  return (
    <section className={classes.suggestions} aria-label={t("suggester.title")}>
      {data === undefined ? (
        <div className={classes.sides}>
          <button type="button" disabled={isPending} onClick={() => mutate()}>
            {t(isPending ? "outside.asking" : "outside.ask")}
          </button>
        </div>
      ) : (
        <h2>{t(data.codes.length === 0 ? "outside.nothing" : "outside.says")}</h2>
      )}
      <ProblemNote error={error} />
      <ul>
        {data?.codes.map(({ code, name }) => (
          <li key={code}>
            <button type="button" aria-pressed={codes.includes(code)} onClick={() => tell({ what: "toggled", code })}>
              <span />
              <span>{name}</span>
              <small>{t(`side.${partsOf(code).side}`)}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
