import type { TextLanguage } from "../company/customers.ts";
import { problems as enProblems } from "./en/problems.ts";
import { frames as enFrames, letters as enLetters, praise as enPraise, staff as enStaff } from "./en/rest.ts";
import type { Blocks, Frames } from "./grammar.ts";
import { problems as ruProblems } from "./ru/problems.ts";
import { frames as ruFrames, letters as ruLetters, praise as ruPraise, staff as ruStaff } from "./ru/rest.ts";
import { problems as ukProblems } from "./uk/problems.ts";
import { frames as ukFrames, letters as ukLetters, praise as ukPraise, staff as ukStaff } from "./uk/rest.ts";

/** Everything a language has to say. */
export interface Speech {
  readonly problems: Blocks;
  readonly praise: Blocks;
  readonly frames: Frames;
  readonly staff: Readonly<Record<"low" | "middle" | "high", readonly string[]>>;
  readonly letters: {
    readonly greeting: readonly string[];
    readonly ask: readonly string[];
    readonly when: readonly string[];
  };
}

/** By language. */
export const speech: Readonly<Record<TextLanguage, Speech>> = {
  en: { problems: enProblems, praise: enPraise, frames: enFrames, staff: enStaff, letters: enLetters },
  ru: { problems: ruProblems, praise: ruPraise, frames: ruFrames, staff: ruStaff, letters: ruLetters },
  uk: { problems: ukProblems, praise: ukPraise, frames: ukFrames, staff: ukStaff, letters: ukLetters },
};
