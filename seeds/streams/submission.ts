import type { Submission } from "#feature/answers/contract";

import type { Company } from "../company.ts";
import type { Source } from "./chunk.ts";

/** Short public name of the survey that a source's answers go to. */
export function surveySlug(source: Source): string {
  return `orvela-${source}`;
}

/** A submission with what every one of them has; the id makes recording it again change nothing. */
export function submissionOf(
  company: Company,
  { source, id }: { source: Source; id: string },
  rest: Pick<Submission, "answers"> & Partial<Submission>,
): Submission {
  return {
    survey: surveySlug(source),
    id: `orvela:${company.seed}:${id}`,
    state: "complete",
    context: {},
    attributes: {},
    ...rest,
  };
}

/** How long somebody has been a customer, in words for filters. */
export function tenureBand(years: number): string {
  if (years < 1) return "under 1 year";
  if (years < 4) return "1–3 years";
  return years < 10 ? "4–9 years" : "10 years and more";
}

/** How long somebody waited, in words for filters. */
export function waitBand(minutes: number): string {
  if (minutes < 5) return "under 5 min";
  if (minutes < 10) return "5–9 min";
  return minutes < 20 ? "10–19 min" : "20 min and more";
}
