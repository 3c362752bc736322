import type { AnswerValues, Definition } from "#feature/surveys/contract";
import { scoresOf, type About, type ScoredAnswer } from "#feature/surveys/runtime";

import { fixedGroupOf, type ScoreGroup } from "./group.ts";
import { wordsOf } from "./words.ts";

/** A scored answer as the table keeps it, for filters; everything that is absent is null to SQL. */
export interface KeptScore {
  /** Question. */
  readonly q: string;
  /** Kind of measure. */
  readonly k: string;
  /** Score. */
  readonly s?: number;
  /** Choice. */
  readonly c?: string;
  /** Group, unless the cut points of the settings decide it. */
  readonly g?: ScoreGroup;
  /** What the question itself is about. */
  readonly a?: About;
}

/** What a response's answers count for, and the words of its free texts, null when it has none. */
export interface Counted {
  readonly scored: readonly KeptScore[];
  readonly words: readonly string[] | null;
}

/** Everything of these answers that filters and the search need. */
export function countAnswers(definition: Definition, answers: AnswerValues): Counted {
  const scored = scoresOf(definition, answers);
  const texts = scored.flatMap(({ text }) => text ?? []);
  return { scored: scored.map(keptScore), words: texts.length === 0 ? null : wordsOf(texts.join("\n")) };
}

function keptScore(scored: ScoredAnswer): KeptScore {
  const group = scored.score === null ? null : fixedGroupOf(scored);
  return {
    q: scored.question,
    k: scored.kind,
    ...(scored.score !== null && { s: scored.score }),
    ...(scored.choice !== undefined && { c: scored.choice }),
    ...(group !== null && { g: group }),
    ...(Object.keys(scored.about).length > 0 && { a: scored.about }),
  };
}
