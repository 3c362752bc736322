import type { Response } from "#feature/answers/contract";
import type { MeasureKind } from "#feature/facts/contract";

export type Answer = Response["answers"][number];

const kinds: Readonly<Record<string, MeasureKind>> = {
  recommendation: "nps",
  satisfaction: "csat",
  effort: "ces",
  rating: "rating",
  expectation: "gap",
  number: "number",
};

/** What an answer counts as, so that its group is named rightly. */
export function kindOf({ kind }: Answer): MeasureKind {
  return kinds[kind] ?? "rating";
}

/** The score that stands for the response: that of the measure looked at, else the first one. */
export function mainScoreOf({ answers }: Response, measure: string | undefined): Answer | undefined {
  const scored = answers.filter(({ score }) => score !== null);
  const [kind, , , question] = measure?.split(":") ?? [];
  return (
    scored.find((answer) => answer.question === question) ??
    scored.find((answer) => kindOf(answer) === kind?.replace("enps", "nps")) ??
    scored[0]
  );
}

/** What the person wrote, all texts together; undefined when nothing. */
export function commentOf({ answers }: Response): string | undefined {
  const texts = answers.filter(({ kind, display }) => kind === "text" && display.trim() !== "");
  return texts.length === 0 ? undefined : texts.map(({ display }) => display).join(" · ");
}
