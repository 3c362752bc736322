import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { TreeChange, Unit } from "#feature/organisation/contract";
import { operationQuery, useMay } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatCount } from "#web/format/number.ts";

import { ChangeDialog } from "./ChangeDialog.tsx";
import { formatDayOf } from "./days.ts";
import { UnitForm } from "./UnitForm.tsx";
import { UnitHistory } from "./UnitHistory.tsx";
import classes from "./UnitPanel.module.css";

type Action = TreeChange["action"];

/** One unit beside the tree, with a URL of its own: where it stands, its hours, who answers for it, what was done. */
export function UnitPanel() {
  const navigate = useNavigate();
  const { code = "" } = useParams({ strict: false });
  const { data: unit, error } = useQuery(operationQuery("organisation.readUnit", { params: { code } }));
  const mayWrite = useMay("organisation.write");
  return (
    <SidePanel title={unit?.name ?? code} onClose={() => void navigate({ to: "/organisation", resetScroll: false })}>
      <ProblemNote error={error} />
      {unit === undefined && error === null ? <SkeletonList rows={6} /> : null}
      {unit === undefined ? null : (
        <div className={classes.panel}>
          <Way unit={unit} />
          <Facts unit={unit} />
          {mayWrite ? <Actions key={unit.id} unit={unit} /> : null}
          <UnitHistory unit={unit} />
        </div>
      )}
    </SidePanel>
  );
}

function Way({ unit }: { unit: Unit }) {
  const { t } = useTranslation("organisation");
  if (unit.above.length === 0) return null;
  return (
    <nav aria-label={t("unit.above")} className={classes.way}>
      {unit.above.toReversed().map(({ code, name }) => (
        <Link key={code} to="/organisation/$code" params={{ code }}>
          {name}
        </Link>
      ))}
    </nav>
  );
}

function Facts({ unit }: { unit: Unit }) {
  const { t, i18n } = useTranslation("organisation");
  const { effective, manager } = unit;
  const from = (owner: Unit["effective"]["timeZoneFrom"]) =>
    owner === null ? "" : ` (${t("unit.from", { name: owner.name })})`;
  const state =
    unit.state === "open"
      ? t("unit.open")
      : t(`unit.${unit.state}`, {
          day: formatDayOf(unit.state === "closed" ? unit.validTo : unit.validFrom, i18n.language),
        });
  const facts: readonly (readonly [string, string])[] = [
    [t("unit.code"), unit.code],
    [t("unit.kind"), unit.kind?.name ?? t("unit.noKind")],
    [t("unit.state"), state],
    [
      t("unit.manager"),
      manager === null
        ? t("unit.nobody")
        : (manager.name ?? t("unit.unknown", { code: manager.employee ?? manager.user })),
    ],
    [t("unit.belowIt"), formatCount(unit.below, i18n.language)],
    [t("unit.zone"), effective.timeZone + from(effective.timeZoneFrom)],
    [t("unit.hours"), (effective.calendar?.name ?? t("unit.always")) + from(effective.calendarFrom)],
    ...(unit.address === null ? [] : [[t("unit.address"), unit.address] as const]),
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <Connected unit={unit} />
    </dl>
  );
}

/** What elsewhere belongs to the unit, as far as the reader may see it. */
function Connected({ unit: { code, staff } }: { unit: Unit }) {
  const { t, i18n } = useTranslation("organisation");
  const mayAnswers = useMay("answers.read");
  const search = { where: { unit: [code] } };
  return (
    <>
      {staff === null ? null : (
        <div>
          <dt>{t("unit.staff")}</dt>
          <dd>
            <Link to="/staff" search={search}>
              {t("unit.staffHere", { count: staff, n: formatCount(staff, i18n.language) })}
            </Link>
          </dd>
        </div>
      )}
      {mayAnswers ? (
        <div>
          <dt>{t("unit.answers")}</dt>
          <dd>
            <Link to="/answers" search={search}>
              {t("unit.answersHere")}
            </Link>
          </dd>
        </div>
      ) : null}
    </>
  );
}

function Actions({ unit }: { unit: Unit }) {
  const { t } = useTranslation("organisation");
  const [asked, setAsked] = useState<Action | "edit" | "add">();
  const actions: readonly Action[] = unit.state === "closed" ? ["reopen"] : ["move", "merge", "split", "close"];
  const end = () => setAsked(undefined);
  return (
    <div className={classes.actions}>
      <Button variant="default" onClick={() => setAsked("edit")}>
        {t("unit.edit")}
      </Button>
      <Button variant="default" onClick={() => setAsked("add")}>
        {t("unit.addBelow")}
      </Button>
      {actions.map((action) => (
        <Button key={action} variant="default" onClick={() => setAsked(action)}>
          {t(`change.${action}`)}
        </Button>
      ))}
      {asked === "edit" ? <UnitForm unit={unit} onClose={end} /> : null}
      {asked === "add" ? <UnitForm parentCode={unit.code} onClose={end} /> : null}
      {asked !== undefined && asked !== "edit" && asked !== "add" ? (
        <ChangeDialog unit={unit} action={asked} onClose={end} />
      ) : null}
    </div>
  );
}
