import type { OperationCall } from "#web/api/operations.ts";

import type { PairWish } from "../../contract.ts";
import { readNumber } from "../../rules.ts";

type Wish = NonNullable<OperationCall<"benchmarks.createPair">["body"]>;
type Who = PairWish["sides"][number]["who"];

/** A side while it is typed. */
export interface SideDraft {
  readonly key: number;
  readonly who: Who;
  readonly label: string;
  readonly kind: "measure" | "entered";
  readonly measure: string;
  /** One value of one dimension that the answers are cut by; empty: all. */
  readonly field: string;
  readonly value: string;
  readonly high: string;
  readonly middle: string;
  readonly low: string;
  readonly source: string;
  readonly on: string;
}

/** An item while it is typed. */
export interface PairDraft {
  readonly title: string;
  readonly kind: PairWish["kind"];
  readonly note: string;
  readonly sides: readonly SideDraft[];
}

/** A side with nothing in it. */
export function newSide(who: Who, today: string, others: readonly SideDraft[] = []): SideDraft {
  const numbers = { high: "", middle: "0", low: "" };
  const key = Math.max(0, ...others.map((side) => side.key)) + 1;
  return { key, who, label: "", kind: "measure", measure: "", field: "", value: "", ...numbers, source: "", on: today };
}

/** What is there, ready to be changed; staff and customers for a new one. */
export function draftOf(wish: PairWish | undefined, today: string): PairDraft {
  if (wish === undefined) {
    const staff = newSide("staff", today);
    return { title: "", kind: "perception", note: "", sides: [staff, newSide("customers", today, [staff])] };
  }
  const sides = wish.sides.map(({ who, label, from }, index): SideDraft => {
    const empty = { ...newSide(who, today), key: index + 1, label };
    if (from.kind === "measure") return { ...empty, measure: from.measure, ...cutOf(from.where) };
    const { high, middle, low, source, on } = from;
    return { ...empty, kind: "entered", high: `${high}`, middle: `${middle}`, low: `${low}`, source, on };
  });
  return { title: wish.title, kind: wish.kind, note: wish.note, sides };
}

/** The item as it is sent; null while something is missing. */
export function wishOf({ title, kind, note, sides }: PairDraft): Wish | null {
  const written = sides.map(sideOf);
  if (title.trim() === "" || written.some((side) => side === null)) return null;
  return { title, kind, note, sides: written.flatMap((side) => side ?? []) };
}

function sideOf(side: SideDraft): Wish["sides"][number] | null {
  const { who, label, measure, field, value, source, on } = side;
  if (side.kind === "measure") {
    if (measure === "") return null;
    const where = field === "" || value === "" ? {} : { where: { field, op: "eq" as const, value } };
    return { who, label, from: { kind: "measure", measure, ...where } };
  }
  const [high, middle, low] = [side.high, side.middle, side.low].map(readNumber);
  if (!isCount(high) || !isCount(middle) || !isCount(low) || on === "") return null;
  return { who, label, from: { kind: "entered", high, middle, low, source, on } };
}

function isCount(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && value >= 0;
}

function cutOf(where: unknown): Pick<SideDraft, "field" | "value"> {
  if (typeof where !== "object" || where === null || !("field" in where) || !("value" in where))
    return { field: "", value: "" };
  return { field: String(where.field), value: String(where.value) };
}
