import { csvLine, csvMark } from "#kit/csv";

import type { Driver, Drivers, DriversQuery, PenaltyRewards, Uncertain } from "../contract.ts";

/** What stands in a cell. */
export type Cell = string | number | null;

/** Everything a file is made from. */
export interface Taken {
  readonly drivers: Drivers;
  readonly penalties: PenaltyRewards;
  readonly query: DriversQuery;
  readonly title: string;
  readonly made: string;
  readonly t: (key: string, params?: Record<string, unknown>) => string;
}

/** One table of the file. */
export interface Sheet {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The tables: drivers, the levels and effects behind them, penalty and reward, and how all of it was made. */
export function sheetsOf(taken: Taken): readonly Sheet[] {
  return [driverSheet(taken), effectSheet(taken), penaltySheet(taken), methodSheet(taken)];
}

/** The same tables one below the other. */
export function csvText(taken: Taken): string {
  const blocks = sheetsOf(taken).map(({ name, head, rows }) => [[name], head, ...rows].map(csvLine).join(""));
  return csvMark + blocks.join(csvLine([]));
}

function driverSheet({ drivers, t }: Taken): Sheet {
  const interval = (of: string) => [t(of), `${t(of)}: ${t("web:chart.low")}`, `${t(of)}: ${t("web:chart.high")}`];
  return {
    name: t("export.drivers"),
    head: [
      t("column.driver"),
      t("column.group"),
      t("column.rank"),
      ...interval("column.share"),
      ...interval("column.weight"),
      ...interval("column.performance"),
      t("column.inflation"),
      t("column.p"),
      t("column.clear"),
      t("column.n"),
      t("column.missing"),
    ],
    rows: drivers.drivers.map((driver) => [
      nameOf(driver, t),
      t(`group.${driver.group}`),
      `${driver.rank}${driver.tied ? "=" : ""}`,
      ...three(driver.share, 100),
      ...three(driver.weight, 100),
      ...three(driver.performance, 1),
      driver.inflation,
      driver.adjustedP,
      t(driver.clear ? "export.yes" : "export.no"),
      driver.n,
      Math.round(driver.missing * 1000) / 10,
    ]),
  };
}

function effectSheet({ drivers, t }: Taken): Sheet {
  const interval = (of: string) => [t(of), `${t(of)}: ${t("web:chart.low")}`, `${t(of)}: ${t("web:chart.high")}`];
  return {
    name: t("export.effects"),
    head: [
      t("column.driver"),
      t("column.level"),
      ...interval("column.effect"),
      ...interval("column.alone"),
      ...interval("column.mean"),
    ],
    rows: drivers.drivers.flatMap((driver) =>
      driver.levels.map((level) => [
        nameOf(driver, t),
        level.name === ""
          ? ""
          : t("level.against", { level: levelName(level.name, t), reference: driver.reference ?? "" }),
        ...three(level.effect, 1),
        ...three(level.alone, 1),
        ...three(level.mean, 1),
      ]),
    ),
  };
}

function penaltySheet({ penalties, t }: Taken): Sheet {
  const interval = (of: string) => [t(of), `${t(of)}: ${t("web:chart.low")}`, `${t(of)}: ${t("web:chart.high")}`];
  return {
    name: t("export.penalty"),
    head: [t("column.driver"), ...interval("column.penalty"), ...interval("column.reward"), t("column.kind")],
    rows: penalties.items.map(({ title, penalty, reward, kind }) => [
      title,
      ...three(penalty, 1),
      ...three(reward, 1),
      t(`penalty.${kind}`),
    ]),
  };
}

function methodSheet({ drivers, query, title, made, t }: Taken): Sheet {
  const { outcome, reading, method, n, answered, rSquared, adjustedRSquared, setAside, warnings, asOf } = drivers;
  const period = query.period === undefined ? t("web:period.all") : `${query.period.from} – ${query.period.to}`;
  return {
    name: t("export.method"),
    head: [t("export.what"), t("export.is")],
    rows: [
      [t("export.title"), title],
      [t("export.outcome"), outcome === null ? "" : `${outcome.title} · ${outcome.surveyName}`],
      [t("export.reading"), t(`reading.${reading}`)],
      [t("web:filter.period"), period],
      [t("web:filter.label"), query.where === undefined ? "" : JSON.stringify(query.where)],
      [t("web:filter.weight"), t(query.weight ? "export.yes" : "export.no")],
      [t("export.state"), t(`state.${drivers.state}`)],
      [t("export.complete"), n],
      [t("export.answered"), answered],
      [t("export.rSquared"), rSquared?.value ?? null],
      [t("export.adjusted"), adjustedRSquared],
      [t("export.asOf"), asOf ?? ""],
      [t("export.made"), made],
      ...setAside.map((one) => [t("export.setAside"), `${one.title} ${one.level}`.trim()]),
      ...warnings.map(({ code, names }) => [t("export.warning"), t(`warning.${code}`, { names: names.join(", ") })]),
      ...["drivers", method, "penaltyReward"].flatMap((one) => [
        [t(`web:method.${one}.title`), t(`web:method.${one}.what`)],
        [t("web:chart.assumptions"), t(`web:method.${one}.assumes`)],
        [t("web:chart.source"), t(`web:method.${one}.source`)],
      ]),
    ],
  };
}

function three(of: Uncertain | null, factor: number): Cell[] {
  if (of === null) return [null, null, null];
  return [of.value * factor, of.interval.low * factor, of.interval.high * factor];
}

function nameOf({ kind, title }: Driver, t: Taken["t"]): string {
  if (kind !== "dimension" && kind !== "amount") return title;
  return title.startsWith("attr.") ? title.slice(5) : t(`web:dimension.${title}`);
}

function levelName(name: string, t: Taken["t"]): string {
  if (name === "~other") return t("level.other");
  return name === "~unknown" ? t("level.unknown") : name;
}
