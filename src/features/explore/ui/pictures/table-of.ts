import type { Figure } from "#feature/facts/contract";
import type { TableModel } from "#web/design/table-model.ts";

import type { Answer, FoundRow } from "../../contract.ts";
import type { Speech } from "../../rules.ts";

/** The answer as a table of numbers: what stands behind every picture. */
export function tableOf({ found, against }: Answer, speech: Speech): TableModel {
  const { t } = speech;
  const figure = ["value", "low", "high", "n"].map((key) => ({ label: t(`web:chart.${key}`), numeric: true }));
  const compared = ["difference", "differenceLow", "differenceHigh"].map((key) => ({
    label: t(`export.${key}`),
    numeric: true,
  }));
  return {
    columns: [
      { label: t("export.measure"), numeric: false },
      { label: t("export.group"), numeric: false },
      ...figure,
      ...(against === "none" ? [] : [...compared, { label: t("web:chart.verdict"), numeric: false }]),
    ],
    rows: found.flatMap(({ measure, rows, total }) =>
      [...rows, ...(total === null ? [] : [total])].map((row) => [
        measure === null ? "" : speech.measure(measure),
        row.key.length === 0 ? t("whole") : speech.key(row.key),
        ...figureCells(row.figure, t),
        ...(against === "none" ? [] : comparedCells(row, t)),
      ]),
    ),
  };
}

function figureCells({ estimate, state, n }: Figure, t: Speech["t"]): readonly (string | number | null)[] {
  if (estimate === null) return [state === "ok" ? "" : t(`web:figure.${state}`), null, null, n];
  return [rounded(estimate.value), rounded(estimate.interval.low), rounded(estimate.interval.high), n];
}

function comparedCells({ difference, verdict }: FoundRow, t: Speech["t"]): readonly (string | number | null)[] {
  const numbers = difference === null ? [] : [difference.value, difference.interval.low, difference.interval.high];
  const cells = [0, 1, 2].map((index) => (numbers[index] === undefined ? null : rounded(numbers[index])));
  return [...cells, verdict === null ? "" : t(`verdict.${verdict}`)];
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
