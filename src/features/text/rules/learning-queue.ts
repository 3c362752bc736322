import type { AnalysedText } from "./analysed-text.ts";
import { codeOf, type ThemePrediction } from "./coding.ts";
import { nearDuplicates } from "./discovery/near-duplicates.ts";
import type { CoderModel } from "./models.ts";

/** A text that nobody has coded yet, with what the model expects of it. */
export interface UncodedText {
  readonly analysed: AnalysedText;
  readonly predictions: readonly ThemePrediction[];
}

/** A place in the queue. */
export interface QueuedText {
  /** Index of the text. */
  readonly text: number;
  /** How far the nearest code is from being decided, in log odds; small: a person's word is worth most. */
  readonly margin: number;
  /** The code that is least decided; undefined when the model says nothing of the text. */
  readonly code: string | undefined;
}

/**
 * The order in which people should code: least certain first (uncertainty sampling: Lewis & Gale 1994), taking turns
 * between the codes that are unsure so that one theme does not fill the queue, near-duplicates of a text at the very end.
 * Texts of which the model knows nothing come in between, one a turn: they hold what it has never seen.
 */
export function learningQueue(model: CoderModel, texts: readonly UncodedText[]): readonly QueuedText[] {
  const cuts = new Map(model.codes.map(({ code, cut }) => [code, cut]));
  const groups = nearDuplicates(texts.map(({ analysed }) => analysed));
  const queued = texts.map((text, index) => placeOf(text, index, cuts));
  const first = queued.filter(({ text }) => groups[text] === text);
  const repeats = queued.filter(({ text }) => groups[text] !== text);
  return [...takingTurns(first), ...repeats.toSorted((a, b) => a.margin - b.margin)];
}

function placeOf({ predictions }: UncodedText, text: number, cuts: ReadonlyMap<string, number>): QueuedText {
  let best: { readonly code: string; readonly margin: number } | undefined;
  for (const { theme, side, probability } of predictions) {
    const code = codeOf(theme, side);
    const margin = Math.abs(logOdds(probability) - logOdds(cuts.get(code) ?? 0.5));
    if (!best || margin < best.margin) best = { code, margin };
  }
  return { text, margin: best?.margin ?? Infinity, code: best?.code };
}

function takingTurns(texts: readonly QueuedText[]): QueuedText[] {
  const lines = [...Map.groupBy(texts, ({ code }) => code ?? "").values()].map((line) =>
    line.toSorted((a, b) => a.margin - b.margin || a.text - b.text),
  );
  const longest = Math.max(0, ...lines.map((line) => line.length));
  return Array.from({ length: longest }, (_, turn) =>
    lines.flatMap((line) => line[turn] ?? []).toSorted((a, b) => a.margin - b.margin || a.text - b.text),
  ).flat();
}

function logOdds(probability: number): number {
  const inside = Math.min(0.999, Math.max(0.001, probability));
  return Math.log(inside / (1 - inside));
}
