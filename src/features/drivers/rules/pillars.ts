import type { Measure, SliceRow } from "#feature/facts/contract";
import { adjustPValues, FALSE_DISCOVERY_RATE } from "#statistics/many-units";
import { panelCorrelation, type Correlation, type PanelCell } from "#statistics/panel-correlation";

import type { Pillars } from "../contract.ts";

type Pair = Pillars["pairs"][number];

/** One measure by unit and month, and by unit between two periods. */
export interface PillarRows {
  readonly ref: string;
  readonly isLowGood: boolean;
  readonly months: readonly SliceRow[];
  readonly changes: readonly SliceRow[];
}

const programmes = ["relational", "transactional", "product", "employee", "review", "competitor"];
const kinds = ["nps", "enps", "csat", "ces", "rating"];

/** The measures that stand for their programmes when nobody chooses: one of each, recommendation before satisfaction. */
export function headlines(measures: readonly Measure[]): readonly Measure[] {
  const able = measures.filter(({ kind }) => kinds.includes(kind));
  const ofProgramme = Map.groupBy(able, ({ programme }) => programme);
  const first = [...ofProgramme.values()].flatMap((own) =>
    own.toSorted((a, b) => placeOf(a) - placeOf(b) || b.n - a.n).slice(0, 1),
  );
  return first.toSorted((a, b) => programmes.indexOf(a.programme) - programmes.indexOf(b.programme)).slice(0, 6);
}

function placeOf({ kind, surveyId }: Measure): number {
  return kinds.indexOf(kind) * 2 + (surveyId === null ? 0 : 1);
}

/** Every pair of measures: what goes together within units over months, and between units; false finds held at 5 % over all. */
export function pairsOf(pillars: readonly PillarRows[]): Pair[] {
  const found = pillars.flatMap((a, index) =>
    pillars.slice(index + 1).map((b) => ({ a: a.ref, b: b.ref, ...panelCorrelation(cellsOf(a, b)) })),
  );
  const all = found.flatMap(({ within, between }) => [within, between]).filter((one) => one !== null);
  const adjusted = new Map<Correlation | null, number>(
    adjustPValues(all.map(({ pValue }) => pValue)).map((p, index) => [all[index] ?? null, p]),
  );
  const shown = (one: Correlation | null): Pair["within"] => {
    const adjustedP = adjusted.get(one);
    if (one === null || adjustedP === undefined) return null;
    return { ...one, adjustedP, clear: adjustedP <= FALSE_DISCOVERY_RATE };
  };
  return found.map(({ within, between, ...rest }) => ({ ...rest, within: shown(within), between: shown(between) }));
}

/** Figures of both, where both are shown; turned round where low is good. */
function cellsOf(a: PillarRows, b: PillarRows): PanelCell[] {
  const others = new Map(
    b.months.flatMap((row) => (valueOf(row, b) === null ? [] : [[keyOf(row), valueOf(row, b)] as const])),
  );
  return a.months.flatMap((row) => {
    const [own, other] = [valueOf(row, a), others.get(keyOf(row))];
    const [unit, period] = row.key;
    if (own === null || other === undefined || other === null || (unit?.value ?? "") === "") return [];
    return [{ unit: unit?.value ?? "", period: period?.value ?? "", a: own, b: other }];
  });
}

function keyOf({ key }: SliceRow): string {
  return JSON.stringify(key.map(({ value }) => value));
}

function valueOf({ figure }: SliceRow, { isLowGood }: PillarRows): number | null {
  if (figure.state !== "ok" || figure.estimate === null) return null;
  return isLowGood ? -figure.estimate.value : figure.estimate.value;
}

/**
 * Units where one measure clearly rose while another clearly fell. Every change of every unit in every measure is tested together
 * (Benjamini–Hochberg).
 */
export function conflictsOf(pillars: readonly PillarRows[]): Pick<Pillars, "conflicts" | "tested"> {
  const changes = pillars.flatMap((pillar) =>
    pillar.changes.flatMap((row) => {
      const { difference, figure, key } = row;
      const unit = key[0];
      if (difference === null || unit === undefined || unit.value === "") return [];
      const direction = Math.sign(difference.value) * (pillar.isLowGood ? -1 : 1);
      return [{ unit, measure: pillar.ref, figure, difference, direction }];
    }),
  );
  const adjusted = adjustPValues(changes.map(({ difference }) => difference.p));
  const clear = changes
    .map((change, index) => ({ ...change, adjustedP: adjusted[index] ?? 1 }))
    .filter(({ difference, adjustedP }) => difference.clear && adjustedP <= FALSE_DISCOVERY_RATE);
  const conflicts = [...Map.groupBy(clear, ({ unit }) => unit.value)].flatMap(([, own]) => {
    const up = strongest(own.filter(({ direction }) => direction > 0));
    const down = strongest(own.filter(({ direction }) => direction < 0));
    if (up === undefined || down === undefined) return [];
    return [{ unit: up.unit.value, name: up.unit.name, up: sideOf(up), down: sideOf(down) }];
  });
  return { conflicts, tested: changes.length };
}

type Change = Pillars["conflicts"][number]["up"];

function strongest<T extends { readonly adjustedP: number }>(changes: readonly T[]): T | undefined {
  return changes.toSorted((a, b) => a.adjustedP - b.adjustedP)[0];
}

function sideOf({ measure, figure, difference, adjustedP }: Change): Change {
  return { measure, figure, difference, adjustedP };
}
