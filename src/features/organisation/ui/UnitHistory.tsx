import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Change, Unit } from "#feature/organisation/contract";
import { operationQuery } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";

import { formatDayOf } from "./days.ts";
import classes from "./UnitPanel.module.css";
import { useUndo } from "./use-change.ts";

/** Where the unit stood and what was done to it; the last change can be taken back from here. */
export function UnitHistory({ unit }: { unit: Unit }) {
  const { t, i18n } = useTranslation("organisation");
  const query = operationQuery("organisation.listChanges", { query: { code: unit.code, limit: 20 } });
  const { data } = useQuery({
    ...query,
    refetchInterval: ({ state }) => (state.data?.items.some(({ isProjected }) => !isProjected) === true ? 1500 : false),
  });
  const day = (text: string | null) => formatDayOf(text, i18n.language);
  const span = (from: string | null, to: string | null) => {
    if (from === null) return to === null ? t("history.always") : t("history.until", { day: day(to) });
    return to === null ? t("history.since", { day: day(from) }) : t("history.span", { from: day(from), to: day(to) });
  };
  return (
    <section>
      <h3 className={classes.sub}>{t("history.title")}</h3>
      <ul className={classes.history}>
        {unit.history.map(({ from, to, parent }) => (
          <li key={from ?? ""}>
            {parent === null ? t("history.top") : t("history.below", { name: parent.name })}
            <small>{span(from, to)}</small>
          </li>
        ))}
        {unit.successors.map(({ code, name, from }) => (
          <li key={code}>
            {t("history.successor", { name })}
            <small>{t("history.since", { day: day(from) })}</small>
          </li>
        ))}
        {(data?.items ?? []).map((change) => (
          <Done key={change.id} change={change} />
        ))}
      </ul>
    </section>
  );
}

function Done({ change }: { change: Change }) {
  const { t, i18n } = useTranslation("organisation");
  const undo = useUndo();
  const { action, codes, to, count, from, madeBy, undoneAt, mayUndo, isProjected } = change;
  const list = (some: readonly string[]) => new Intl.ListFormat(i18n.language).format(some);
  const said = codes.slice(0, 3);
  const ask = async () => {
    const question = { title: t("undo.title"), text: t("undo.text", { count }), action: t("web:action.undo") };
    if (count <= 20 || (await confirm(question))) undo(change.id);
  };
  return (
    <li>
      {undoneAt === null ? null : <>{t("history.undone")} </>}
      {t(`done.${action}`, { codes: list(said), to: list(to), count })}
      <small>
        {t("history.by", {
          day: formatDayOf(from < "1900" ? change.madeAt.slice(0, 10) : from, i18n.language),
          name: madeBy,
        })}
        {isProjected ? "" : ` · ${t("history.following")}`}
      </small>
      {mayUndo ? (
        <Button variant="subtle" size="compact-md" onClick={() => void ask()}>
          {t("web:action.undo")}
        </Button>
      ) : null}
    </li>
  );
}
