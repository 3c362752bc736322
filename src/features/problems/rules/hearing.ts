import type { Sources, SourceKind } from "../contract.ts";
import { differenceOfParts, type Part } from "./shares.ts";

/** What is known of a survey when its kind is guessed. */
export interface GuessedSurvey {
  readonly name: string;
  readonly slug: string;
  readonly programme: string;
  /** Whether it asks how likely somebody is to recommend. */
  readonly asksRecommendation: boolean;
}

/** What kind of source a survey is, as long as nobody says otherwise; null for studies of competitors. */
export function guessedKind({ name, slug, programme, asksRecommendation }: GuessedSurvey): SourceKind | null {
  if (programme === "competitor") return null;
  if (programme === "employee") return "employee";
  const words = `${name} ${slug}`.toLowerCase();
  if (programme === "review") return /mention|упомин|згад|social/u.test(words) ? "mention" : "review";
  if (asksRecommendation) return "survey";
  return /complain|grievance|claim|жалоб|претенз|скарг/u.test(words) ? "complaint" : "survey";
}

/** Fewer complaints in all say nothing about what is missing among them. */
export const leastComplaints = 30;

/** At least this many times as heavy in one source as in the other. */
const farApart = 2;

/**
 * What surveys and complaints together say of a problem, each as its share of all problems named there. Complaints are no sample,
 * so this is about what the company hears, not about how often a problem happens (R46).
 */
export function hearingOf(inSurveys: Part, inComplaints: Part, minimum: number): Sources["rows"][number]["hearing"] {
  if (inComplaints.all.n < leastComplaints || inSurveys.all.n < minimum) return "not-known";
  if (inSurveys.some.n >= minimum && inComplaints.some.n === 0) return "unseen";
  const { clear } = differenceOfParts(inSurveys, inComplaints);
  if (!clear) return "in-step";
  const [surveys, complaints] = [inSurveys, inComplaints].map(({ some, all }) => some.sumWeights / all.sumWeights);
  if ((surveys ?? 0) >= farApart * (complaints ?? 0)) return "unknown";
  return (complaints ?? 0) >= farApart * (surveys ?? 0) ? "loud" : "in-step";
}

/** Ranks by amount, largest first; equal amounts share a rank, and nothing has none. */
export function ranksByAmount(amounts: readonly number[]): (number | null)[] {
  return amounts.map((own) => (own > 0 ? 1 + amounts.filter((other) => other > own).length : null));
}
