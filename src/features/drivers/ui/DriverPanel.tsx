import { IconArrowRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { callOperation } from "#web/api/client.ts";
import { useMay, useRefresh } from "#web/api/queries.ts";
import { DataTable } from "#web/design/DataTable.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { narrowed, onlyFilter } from "#web/filters/filter.ts";
import type { AppSearch } from "#web/filters/search.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatNumber } from "#web/format/number.ts";

import { driverGroups, type Driver, type DriverGroup, type Drivers, type Level } from "../contract.ts";
import { predictorParts } from "../contract/predictor-ref.ts";
import { unitOf } from "../rules.ts";
import { useDriverWords } from "./driver-words.ts";
import classes from "./Drivers.module.css";

/** One driver in full: its share, its effect with and without the others held, where it stands, and the answers behind it. */
export function DriverPanel({ drivers, driver }: { drivers: Drivers; driver: Driver }) {
  const words = useDriverWords();
  const { t, language } = words;
  const { search, change } = useFilter();
  const facts: [string, ReactNode][] = [
    [t("column.share"), words.share(driver.share)],
    [t("panel.variance"), words.share(driver.weight)],
    ...performanceFacts(driver, words),
    [t("column.inflation"), formatNumber(driver.inflation, language, 1)],
    [
      t("column.p"),
      driver.adjustedP < 0.001 ? `< ${formatNumber(0.001, language, 3)}` : formatNumber(driver.adjustedP, language, 3),
    ],
    [t("column.n"), words.count(driver.n)],
    [t("column.missing"), words.percent(driver.missing)],
  ];
  return (
    <SidePanel title={words.name(driver)} onClose={() => change({ driver: undefined })}>
      <GroupChoice driver={driver} />
      <dl className={classes.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <LevelTable drivers={drivers} driver={driver} />
      <p className={classes.soft}>{t("panel.cause")}</p>
      <Link to="/answers" search={behind(onlyFilter(search), driver, drivers)} className={classes.behind}>
        {t("panel.answers")}
        <IconArrowRight size={16} aria-hidden />
      </Link>
    </SidePanel>
  );
}

function performanceFacts(
  { performance, levels, scale }: Driver,
  { t, language, range }: ReturnType<typeof useDriverWords>,
) {
  if (performance === null) return [];
  const [first] = levels;
  const digits = (value: number): string => formatNumber(value, language, scale === null ? 0 : 1);
  const text = `${digits(performance.value)} (${range(digits(performance.interval.low), digits(performance.interval.high))})`;
  const mean =
    first === undefined || scale === null
      ? ""
      : ` · ${t("panel.mean", { mean: formatNumber(first.mean.value, language, 2), from: scale.from, to: scale.to })}`;
  return [[t("column.performance"), `${text}${mean}`] as [string, ReactNode]];
}

function LevelTable({ drivers: { reading }, driver }: { drivers: Drivers; driver: Driver }) {
  const words = useDriverWords();
  const { t } = words;
  const nameOf = (level: Level): string =>
    driver.reference === null ? t(`effect.per-${unitOf(driver)}`) : words.level(level);
  return (
    <>
      <h3>{driver.reference === null ? t("panel.effect") : t("panel.levels", { reference: driver.reference })}</h3>
      <DataTable
        caption={t("panel.effect")}
        rows={driver.levels}
        rowKey={({ value, name }) => `${value}/${name}`}
        columns={[
          { key: "level", label: t("column.level"), render: nameOf },
          {
            key: "effect",
            label: t("column.effect"),
            numeric: true,
            render: ({ effect }) => (effect === null ? t("panel.notTold") : words.effect(effect, reading)),
          },
          {
            key: "alone",
            label: t("column.alone"),
            numeric: true,
            render: ({ alone }) => (alone === null ? "" : words.effect(alone, reading)),
          },
        ]}
      />
    </>
  );
}

/** Answers that the number is made of: those to the question, with the option, or with the code. */
function behind(search: AppSearch, { ref, kind }: Driver, { outcome }: Drivers): AppSearch {
  const { of, option } = predictorParts(ref);
  if (kind === "question" || kind === "choice") return { ...search, measure: of };
  if (kind === "option") return { ...narrowed(search, "score", option), measure: of };
  const measure = outcome?.measure;
  return { ...(kind === "code" ? narrowed(search, "theme", of) : search), measure };
}

/** Which part of the experience it belongs to; whoever may keep themes may say so for everybody. */
function GroupChoice({ driver }: { driver: Driver }) {
  const { t } = useDriverWords();
  const may = useMay("themes.write");
  const refresh = useRefresh();
  if (!may) return <p className={classes.soft}>{t(`group.${driver.group}`)}</p>;
  const choose = async (group: DriverGroup): Promise<void> => {
    await callOperation("drivers.setGroup", { body: { driver: driver.ref, group } });
    await refresh("drivers.");
  };
  return (
    <label className={classes.choose}>
      {t("column.group")}
      <select
        className={classes.select}
        value={driver.group}
        onChange={(event) => void choose(driverGroups.find((one) => one === event.target.value) ?? "other")}
      >
        {driverGroups.map((group) => (
          <option key={group} value={group}>
            {t(`group.${group}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
