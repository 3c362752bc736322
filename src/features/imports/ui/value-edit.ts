import type { Profile } from "../contract.ts";
import type { Column } from "./profile-edit.ts";

type Score = Profile["scores"][number];

/** What a text of a column counts as: itself, no answer, or something else. */
export type Meaning =
  | { readonly is: "itself" }
  | { readonly is: "nothing" }
  | { readonly is: "other"; readonly as: string };

/** The part of a profile that a column's values are mapped in: a score, a dimension or an attribute. */
interface Mapped {
  readonly missing: readonly (string | number)[];
  readonly values: Readonly<Record<string, string | number>>;
}

/** The column's part of the profile; undefined where values cannot be mapped. */
export function mappedPart(profile: Profile, column: string): Mapped | undefined {
  return [...profile.scores, ...profile.dimensions, ...profile.attributes].find((part) => part.column === column);
}

/** What this text counts as now. */
export function meaningOf({ missing, values }: Mapped, text: string): Meaning {
  if (missing.some((code) => String(code) === text)) return { is: "nothing" };
  const as = Object.hasOwn(values, text) ? values[text] : undefined;
  return as === undefined || String(as) === text ? { is: "itself" } : { is: "other", as: String(as) };
}

/** The profile in which a text of a column counts as something else from now on. */
export function withMeaning(profile: Profile, column: Column["name"], text: string, meaning: Meaning): Profile {
  const change = <Part extends Mapped & { readonly column?: string | undefined }>(part: Part): Part =>
    part.column === column ? Object.assign({}, part, changed(part, text, meaning)) : part;
  return {
    ...profile,
    scores: profile.scores.map((part) => change(part)).map(scoresAsNumbers),
    dimensions: profile.dimensions.map((part) => change(part)),
    attributes: profile.attributes.map((part) => change(part)),
  };
}

function changed({ missing, values }: Mapped, text: string, meaning: Meaning): Mapped {
  const { [text]: _, ...others } = values;
  const left = missing.filter((code) => String(code) !== text);
  if (meaning.is === "nothing") return { missing: [...left, text], values: others };
  return { missing: left, values: meaning.is === "other" ? { ...others, [text]: meaning.as } : others };
}

/** Scores on a scale are numbers; choices stay texts. */
function scoresAsNumbers(score: Score): Score {
  if (score.kind === "single" || score.kind === "multiple") return score;
  const values = Object.entries(score.values).map(([text, value]): [string, string | number] => {
    const number = Number(value);
    return [text, value === "" || Number.isNaN(number) ? value : number];
  });
  return { ...score, values: Object.fromEntries(values) };
}
