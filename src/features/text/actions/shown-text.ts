import { readResponse } from "#feature/answers";
import type { Response } from "#feature/answers/contract";
import { codeNames, selectThemeNames } from "#feature/facts";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";

import type { Hit, TextToCode } from "../contract.ts";
import { codeOf, type PatternHit } from "../rules/coding.ts";
import { explainCoding } from "../rules/machine.ts";
import type { TextName } from "../store/coders.ts";
import { selectCodings, type StandingCoding } from "../store/codings.ts";
import { hintOf } from "./code-texts.ts";
import { machineOf } from "./codebook.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/** A text as somebody may see it, and how its coding stands. */
export interface ShownText {
  readonly text: TextToCode;
  readonly coding: StandingCoding;
}

/** A comment is shown up to here. */
const longestShown = 4000;

/** A text as its reader sees it; undefined when the reader may not read it, or it is gone. */
export async function shownText(asker: Asker, { responseId, question }: TextName): Promise<ShownText | undefined> {
  const response = await unlessRefused(() => readResponse(asker, responseId));
  const answer = response?.answers.find((one) => one.question === question && one.kind === "text");
  if (response === undefined || typeof answer?.value !== "string" || answer.value === "") return undefined;
  const { codings, themes } = await asker.stores.postgres.read(async (tx) => ({
    codings: await selectCodings(tx, [responseId]),
    themes: await selectThemeNames(tx),
  }));
  const coding = codings.find((one) => one.question === question);
  if (coding === undefined) return undefined;

  const machine = await machineOf(asker.stores);
  const nameOf = codeNames(themes, asker.viewer.language);
  const said = explainCoding(machine, {
    text: answer.value,
    hint: hintOf(response.language ?? coding.language),
    score: sideOfScore(response),
  });
  const shown = cut(said.text);
  const text: TextToCode = {
    responseId,
    question,
    title: answer.title,
    text: shown,
    language: coding.language,
    answeredAt: response.answeredAt,
    score: scoreOf(response),
    suggestions: said.suggestions.map((one) => ({ ...one, name: nameOf(one.code) ?? one.code })),
    hits: hitsWithin(said.hits, shown.length),
    codes: [...(coding.personCodes ?? coding.machineCodes)],
    revision: coding.revision,
  };
  return { text, coding };
}

/** The first score on a scale that the response gives. */
export function scoreOf({ answers }: Response): (TextToCode["score"] & { readonly group: string | null }) | null {
  const scored = answers.find(({ score, kind }) => score !== null && kind !== "number");
  return scored === undefined || scored.score === null
    ? null
    : { kind: scored.kind, value: scored.score, group: scored.group };
}

/** The side that the score takes, which is all that coding asks of it. */
export function sideOfScore(response: Response): number | undefined {
  const group = scoreOf(response)?.group;
  if (group === undefined || group === null) return undefined;
  return { high: 1, low: -1 }[group] ?? 0;
}

/** A masked text as far as it is shown; never cut between the halves of a character. */
export function cut(text: string): string {
  if (text.length <= longestShown) return text;
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(longestShown - 1));
  return `${text.slice(0, isHalf ? longestShown - 1 : longestShown)}…`;
}

/** Hits in the part of a text that is shown. */
export function hitsWithin(hits: readonly PatternHit[], length: number): Hit[] {
  return hits
    .filter(({ to }) => to <= length)
    .map(({ theme, side, from, to, pattern }) => ({ code: codeOf(theme, side), from, to, pattern }));
}

async function unlessRefused<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal && error.code === "answers.not_found") return undefined;
    throw error;
  }
}
