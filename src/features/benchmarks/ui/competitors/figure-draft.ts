import type { OperationCall } from "#web/api/operations.ts";

import { readNumber } from "../../rules.ts";

type Wish = NonNullable<OperationCall<"benchmarks.createFigure">["body"]>;

/** A figure while it is typed. */
export interface Draft {
  readonly form: Wish["heard"]["form"];
  readonly promoters: string;
  readonly passives: string;
  readonly detractors: string;
  readonly score: string;
  readonly n: string;
  readonly measuredOn: string;
  readonly method: string;
  readonly whose: string;
  readonly paidBy: string;
  readonly source: string;
  readonly sourceUrl: string;
  readonly note: string;
}

export const surveyMethods = ["customer-list", "phone", "web-panel", "in-person", "other", "unknown"] as const;

/** Choices of the form, and where their words stand. */
export const choices = [
  { key: "method", values: surveyMethods, text: "surveyMethod" },
  { key: "whose", values: ["theirs", "market", "ours", "unknown"], text: "whose" },
  { key: "paidBy", values: ["us", "them", "third-party", "unknown"], text: "paidBy" },
] as const;

/** Nothing typed yet. */
export function emptyDraft(today: string): Draft {
  const numbers = { promoters: "", passives: "", detractors: "", score: "", n: "" };
  const words = { method: "unknown", whose: "unknown", paidBy: "unknown", source: "", sourceUrl: "", note: "" };
  return { form: "counts", ...numbers, measuredOn: today, ...words };
}

/** The figure as it is sent; null while something is missing or no number. */
export function wishOf(draft: Draft): Wish | null {
  const heard = heardOf(draft);
  if (heard === null || draft.source.trim() === "" || draft.measuredOn === "") return null;
  const { measuredOn, source, sourceUrl, note } = draft;
  const { method, whose, paidBy } = draft as unknown as Pick<Wish, "method"> & Required<Pick<Wish, "whose" | "paidBy">>;
  return { heard, measuredOn, source, sourceUrl, note, method, whose, paidBy };
}

function heardOf(draft: Draft): Wish["heard"] | null {
  const n = draft.n.trim() === "" ? null : readNumber(draft.n);
  if (draft.form !== "counts" && draft.n.trim() !== "" && n === null) return null;
  if (draft.form === "score") {
    const score = readNumber(draft.score);
    return score === null ? null : { form: "score", score, n };
  }
  const [promoters, passives, detractors] = [draft.promoters, draft.passives, draft.detractors].map(readNumber);
  if (!isNumber(promoters) || !isNumber(passives) || !isNumber(detractors)) return null;
  return draft.form === "counts"
    ? { form: "counts", promoters, passives, detractors }
    : { form: "shares", promoters, passives, detractors, n };
}

function isNumber(value: number | null | undefined): value is number {
  return value !== null && value !== undefined;
}
