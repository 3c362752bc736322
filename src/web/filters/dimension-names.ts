import type { Dimension, dimensions } from "#feature/facts/contract";

type Named = (typeof dimensions)[number];

/** The dimensions the screens can filter by, in the order they are offered; the contract's list, held equal by a test. */
export const filterDimensions = [
  "unit",
  "channel",
  "language",
  "survey",
  "touchpoint",
  "product",
  "segment",
  "journey",
  "stage",
  "function",
  "employee",
  "account",
  "partner",
  "brand",
  "device",
  "programme",
  "person_kind",
  "source",
  "question",
  "import",
  "weekday",
  "hour",
  "group",
  "score",
  "theme",
  "option",
  "sentiment",
] as const satisfies readonly Named[];

const known: ReadonlySet<string> = new Set(filterDimensions);

/** Whether a name of a URL parameter is a dimension, an attribute of the organisation's own (`attr.x`) included. */
export function isDimension(name: string): name is Dimension {
  return known.has(name) || name.startsWith("attr.");
}
