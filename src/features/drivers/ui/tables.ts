import type { TableModel } from "#web/design/table-model.ts";

import type { Drivers, PenaltyRewards, Uncertain } from "../contract.ts";
import type { DriverWords } from "../rules.ts";

/** Drivers as a table: share, performance and effect with their intervals, and n. */
export function driverTable({ drivers }: Drivers, words: DriverWords): TableModel {
  const { t } = words;
  return {
    columns: [
      { label: t("column.driver"), numeric: false },
      { label: t("column.group"), numeric: false },
      { label: t("column.rank"), numeric: false },
      ...three(t("column.share"), t),
      ...three(t("column.effect"), t),
      { label: t("column.inflation"), numeric: true },
      { label: t("column.p"), numeric: true },
      { label: "n", numeric: true },
      { label: t("column.missing"), numeric: true },
    ],
    rows: drivers.map((driver) => [
      words.name(driver),
      t(`group.${driver.group}`),
      `${driver.rank}${driver.tied ? "=" : ""}`,
      ...cells(driver.share, 100),
      ...cells(driver.reference === null ? (driver.levels[0]?.effect ?? null) : null),
      rounded(driver.inflation),
      Number(driver.adjustedP.toPrecision(2)),
      driver.n,
      rounded(100 * driver.missing),
    ]),
  };
}

/** Importance and performance as a table. */
export function quadrantTable({ drivers }: Drivers, words: DriverWords, place: (ref: string) => string): TableModel {
  const { t } = words;
  return {
    columns: [
      { label: t("column.driver"), numeric: false },
      ...three(t("column.share"), t),
      ...three(t("column.performance"), t),
      { label: t("quadrant.place"), numeric: false },
    ],
    rows: drivers
      .filter(({ performance }) => performance !== null)
      .map((driver) => [
        words.name(driver),
        ...cells(driver.share, 100),
        ...cells(driver.performance),
        place(driver.ref),
      ]),
  };
}

/** Penalty and reward as a table. */
export function penaltyTable({ items }: PenaltyRewards, words: DriverWords): TableModel {
  const { t } = words;
  return {
    columns: [
      { label: t("column.driver"), numeric: false },
      ...three(t("column.penalty"), t),
      ...three(t("column.reward"), t),
      { label: t("column.kind"), numeric: false },
    ],
    rows: items.map(({ title, penalty, reward, kind }) => [
      title,
      ...cells(penalty),
      ...cells(reward),
      t(`penalty.${kind}`),
    ]),
  };
}

function three(label: string, t: DriverWords["t"]): TableModel["columns"] {
  return [
    label,
    `${label}: ${t("web:chart.low").toLocaleLowerCase()}`,
    `${label}: ${t("web:chart.high").toLocaleLowerCase()}`,
  ].map((one) => ({ label: one, numeric: true }));
}

function cells(of: Uncertain | null, factor = 1): (number | null)[] {
  return of === null
    ? [null, null, null]
    : [of.value, of.interval.low, of.interval.high].map((one) => rounded(one * factor));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
