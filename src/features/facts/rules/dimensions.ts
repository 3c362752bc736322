import type { ReferenceKind } from "#feature/organisation/contract";
import type { ContextField } from "#feature/surveys/contract";

import { dimensions, timeSteps, type Dimension } from "../contract.ts";

/** Where a dimension's values are found in the table of answers, and what they are. */
export interface DimensionSource {
  /**
   * `text` and `number` are columns, `time` is cut from the day, `attribute` is an entry of the map; `score` and `group`
   * are read off the answer itself; `codes` are several at once: what the response was coded with.
   */
  readonly type: "text" | "number" | "time" | "attribute" | "score" | "group" | "codes" | "sentiment";
  /** Column, the day for time steps; for an attribute its name. */
  readonly column: string;
  /** The values are codes of references of this kind, or ids of surveys; names are looked up. */
  readonly names?: ReferenceKind | "survey";
  /** The field of a response's context that fills it. */
  readonly context?: ContextField;
}

/** The only list of dimensions: table, projection, filters, grouping and lists of values all follow it. */
const sources: Readonly<Record<(typeof dimensions)[number], DimensionSource>> = {
  survey: { type: "text", column: "survey", names: "survey" },
  question: { type: "text", column: "question" },
  programme: { type: "text", column: "programme" },
  source: { type: "text", column: "source" },
  channel: ofContext("channel"),
  device: ofContext("device"),
  language: { type: "text", column: "language" },
  unit: ofReference("unit"),
  employee: ofReference("employee"),
  function: ofReference("function"),
  product: ofReference("product"),
  touchpoint: ofReference("touchpoint"),
  journey: ofReference("journey"),
  stage: ofReference("stage"),
  account: ofReference("account"),
  partner: ofReference("partner"),
  brand: ofReference("brand"),
  segment: ofContext("segment"),
  person_kind: { type: "text", column: "person_kind" },
  import: { type: "text", column: "import" },
  weekday: { type: "number", column: "weekday" },
  hour: { type: "number", column: "hour" },
  score: { type: "score", column: "score" },
  group: { type: "group", column: "score_group" },
  theme: { type: "codes", column: "theme" },
  option: { type: "codes", column: "option" },
  sentiment: { type: "sentiment", column: "sentiment" },
};

/** Where this dimension is found; undefined for a name that is none. */
export function sourceOf(name: string): DimensionSource | undefined {
  if (isTimeStep(name)) return { type: "time", column: name };
  if (name.startsWith("attr.") && name.length > 5) return { type: "attribute", column: name.slice(5) };
  return Object.hasOwn(sources, name) ? sources[name as keyof typeof sources] : undefined;
}

/** Dimensions whose values a response's context carries. */
export const contextDimensions: readonly (DimensionSource & { readonly context: ContextField })[] = Object.values(
  sources,
).filter((source): source is DimensionSource & { context: ContextField } => source.context !== undefined);

/** Dimensions with values that stand in a column as text. */
export const listedDimensions: readonly Dimension[] = dimensions.filter((name) =>
  ["text", "number"].includes(sources[name].type),
);

/** Whether one answer can have several values of it, so that its groups overlap and do not add up. */
export function isManyValued(name: string): boolean {
  return sourceOf(name)?.type === "codes";
}

/** Whether the dimension is a step of the calendar. */
export function isTimeStep(name: string): name is (typeof timeSteps)[number] {
  return (timeSteps as readonly string[]).includes(name);
}

function ofContext(context: ContextField): DimensionSource {
  return { type: "text", column: context, context };
}

function ofReference(kind: ReferenceKind & ContextField): DimensionSource {
  return { type: "text", column: kind, names: kind, context: kind };
}
