import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Calendar } from "#feature/organisation/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { formatCount } from "#web/format/number.ts";
import { toast } from "#web/shell/toasts.ts";

import { stretchesOf } from "./calendar-draft.ts";
import { weekdayName } from "./days.ts";
import classes from "./Settings.module.css";

interface CalendarCardProps {
  readonly calendar: Calendar & { readonly units: number };
  readonly mayWrite: boolean;
  readonly onEdit: (calendar: Calendar) => void;
  readonly onCopy: (calendar: Calendar) => void;
}

/** One calendar in a few words: its week, its days off, the units that name it. */
export function CalendarCard({ calendar, mayWrite, onEdit, onCopy }: CalendarCardProps) {
  const { t, i18n } = useTranslation("organisation");
  const { units, ...plain } = calendar;
  const remove = useRemove(plain);
  const holidays = calendar.holidays.length;
  const count = formatCount(holidays, i18n.language);
  return (
    <li className={classes.card}>
      <h3>{calendar.name}</h3>
      <p className={classes.hours}>
        {weekText(calendar, i18n.language) || t("calendars.never")}
        {holidays > 0 ? ` · ${t("calendars.holidayCount", { count: holidays, n: count })}` : ""}
      </p>
      <UsedBy calendar={calendar} />
      <ProblemNote error={remove.error} />
      {mayWrite ? (
        <div className={classes.ends}>
          <Button variant="default" onClick={() => onEdit(plain)}>
            {t("unit.edit")}
          </Button>
          <Button variant="default" onClick={() => onCopy(plain)}>
            {t("calendars.copy")}
          </Button>
          {units === 0 ? (
            <Button variant="subtle" color="gray" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t("calendars.remove")}
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

/** Monday to Friday 09:00–18:00; Saturday 10:00–15:00. */
function weekText({ weekly }: Calendar, language: string): string {
  return stretchesOf(weekly)
    .map(({ first, last, hours }) => {
      const days = first === last ? [first] : [first, last];
      return `${days.map((day) => weekdayName(day, language, "short")).join("–")} ${hours}`;
    })
    .join("; ");
}

function UsedBy({ calendar: { id, units } }: { calendar: CalendarCardProps["calendar"] }) {
  const { t, i18n } = useTranslation("organisation");
  const query = operationQuery("organisation.listUnits", { query: { calendar: id, limit: 8 } });
  const { data } = useQuery({ ...query, enabled: units > 0 });
  if (units === 0) return <p className={classes.note}>{t("calendars.unused")}</p>;
  const shown = data?.items ?? [];
  return (
    <p className={classes.note}>
      {t("calendars.used", { count: units, n: formatCount(units, i18n.language) })}
      {shown.map(({ code, name }, index) => (
        <span key={code}>
          {index === 0 ? ": " : ", "}
          <Link to="/organisation/$code" params={{ code }}>
            {name}
          </Link>
        </span>
      ))}
      {shown.length > 0 && shown.length < units ? "…" : ""}
    </p>
  );
}

/** Removed at once; the way back writes the same calendar under the same id. */
function useRemove(calendar: Calendar) {
  const { t } = useTranslation("organisation");
  const refresh = useRefresh();
  const { id, ...body } = calendar;
  const undo = async () => {
    await callOperation("organisation.putCalendar", { params: { id }, body });
    await refresh("organisation.");
  };
  return useMutation({
    mutationFn: () => callOperation("organisation.deleteCalendar", { params: { id } }),
    onSuccess: async () => {
      toast(t("calendars.removed", { name: calendar.name }), { undo: () => void undo() });
      await refresh("organisation.");
    },
  });
}
