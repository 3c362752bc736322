import type { TextToCode, Theme } from "../../contract.ts";
import { foldWords } from "../codebook/tree.ts";
import { codeFor, sides, type Side } from "../sides.ts";

/** A theme as it is looked for. */
export interface Findable {
  readonly theme: Theme;
  /** What it and its sides are called, in every language, as words are compared. */
  readonly words: readonly string[];
  readonly ofSide: Readonly<Record<Side, readonly string[]>>;
  readonly mentions: number;
}

/** What can be coded: themes in use, each with the words it is found by. */
export function findable(themes: readonly Theme[]): readonly Findable[] {
  return themes
    .filter(({ isArchived, mergedInto }) => !isArchived && mergedInto === null)
    .filter(({ key, parent }) => parent !== null || !themes.some((one) => one.parent === key))
    .map((theme) => {
      const textOf = (names: Theme["problemNames"]) => foldWords(Object.values(names ?? {}).join(" "));
      const ofSide = { problem: textOf(theme.problemNames), praise: textOf(theme.praiseNames), neutral: [] };
      const { problem, praise, neutral } = theme.mentions;
      return {
        theme,
        words: [...new Set([...textOf(theme.names), ...ofSide.problem, ...ofSide.praise])],
        ofSide,
        mentions: problem + praise + neutral,
      };
    });
}

/** Themes of which every typed word begins a word; those that are named most first, those it only stands within last. */
export function findThemes(all: readonly Findable[], typed: string, most: number): readonly Findable[] {
  const wanted = foldWords(typed);
  if (wanted.length === 0) return [];
  const rank = ({ words }: Findable): number => {
    if (wanted.every((one) => words.some((word) => word.startsWith(one)))) return 2;
    return wanted.every((one) => words.some((word) => word.includes(one))) ? 1 : 0;
  };
  return all
    .map((one) => ({ one, rank: rank(one) }))
    .filter((found) => found.rank > 0)
    .toSorted((a, b) => b.rank - a.rank || b.one.mentions - a.one.mentions)
    .slice(0, most)
    .map(({ one }) => one);
}

/**
 * The side that is most likely meant: the one whose own name holds what was typed, else the one the score speaks for, else
 * the one that is named more often.
 */
export function likelySide({ theme, ofSide }: Findable, typed: string, score: TextToCode["score"]): Side {
  const wanted = foldWords(typed);
  const named = sides
    .map(({ side }) => side)
    .filter((side) => wanted.length > 0 && wanted.every((one) => ofSide[side].some((word) => word.startsWith(one))));
  if (named.length === 1 && named[0] !== undefined) return named[0];
  if (score?.kind === "recommendation") {
    if (score.value <= 6) return "problem";
    if (score.value >= 9) return "praise";
  }
  return theme.mentions.praise > theme.mentions.problem ? "praise" : "problem";
}

/** The code that choosing a found theme gives. */
export function codeOfFound(
  found: Findable,
  how: { readonly typed: string; readonly score: TextToCode["score"]; readonly side: Side | undefined },
): string {
  return codeFor(found.theme.key, how.side ?? likelySide(found, how.typed, how.score));
}
