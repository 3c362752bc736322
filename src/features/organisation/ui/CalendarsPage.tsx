import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Calendar } from "#feature/organisation/contract";
import { operationQuery, useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import { copyOf, newCalendar } from "./calendar-draft.ts";
import { CalendarCard } from "./CalendarCard.tsx";
import { CalendarForm } from "./CalendarForm.tsx";
import classes from "./Settings.module.css";

/** When the organisation works: calendars that units name, each with hours of the week and days off. */
export function CalendarsPage() {
  const { t } = useTranslation("organisation");
  const mayWrite = useMay("organisation.write");
  const { data, error } = useQuery(operationQuery("organisation.listCalendars"));
  const [edited, setEdited] = useState<Calendar>();
  const add = () => setEdited(newCalendar(crypto.randomUUID()));
  const copy = (one: Calendar) =>
    setEdited(copyOf(one, { id: crypto.randomUUID(), name: t("calendars.copyOf", { name: one.name }) }));
  return (
    <section className={classes.page}>
      <h2>{t("calendars.title")}</h2>
      <p className={classes.text}>{t("calendars.text")}</p>
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={4} /> : null}
      {data?.items.length === 0 ? (
        <EmptyState title={t("calendars.none")} text={t("calendars.noneText")}>
          {mayWrite ? <Button onClick={add}>{t("calendars.addFirst")}</Button> : null}
        </EmptyState>
      ) : null}
      {data !== undefined && data.items.length > 0 ? (
        <>
          <ul className={classes.list}>
            {data.items.map((one) => (
              <CalendarCard key={one.id} calendar={one} mayWrite={mayWrite} onEdit={setEdited} onCopy={copy} />
            ))}
          </ul>
          {mayWrite ? (
            <div>
              <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={add}>
                {t("calendars.add")}
              </Button>
            </div>
          ) : null}
        </>
      ) : null}
      {edited === undefined ? null : (
        <CalendarForm key={edited.id} calendar={edited} onClose={() => setEdited(undefined)} />
      )}
    </section>
  );
}
