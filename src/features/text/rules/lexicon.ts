import type { Lexicon } from "./lexicon-shape.ts";
import { englishLexicon } from "./lexicon/english.ts";
import { russianLexicon } from "./lexicon/russian.ts";
import { ukrainianLexicon } from "./lexicon/ukrainian.ts";

/** The words of sentiment and emotion that the product knows from the first day, by language. */
export const lexicons: readonly Lexicon[] = [englishLexicon, russianLexicon, ukrainianLexicon];
