import { readVersion } from "#feature/surveys";
import type { Definition } from "#feature/surveys/contract";
import { scoresOf, type ScoredAnswer } from "#feature/surveys/runtime";
import { productLanguages, type ProductLanguage } from "#kit/language";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { MachineParts, TextToCodeBy } from "../rules/machine.ts";
import {
  holdResponses,
  nextWithWords,
  putBackWaiting,
  selectWithWords,
  summariseCodings,
  takeWaiting,
  writeMachineCodings,
  type ResponseToCode,
  type TextCoding,
} from "../store/codings.ts";
import { countBacklog, endRecoding, noteRecoded, restartRecoding, takeRecoding } from "../store/recoding.ts";
import { noteCodedVersion } from "../store/state.ts";
import { heldParts, seedCodebook } from "./codebook.ts";
import { codeInThread } from "./threads.ts";

/** What one batch did. */
export interface CodedBatch {
  readonly responses: number;
  readonly texts: number;
}

const batchSize = 500;

/**
 * Codes responses whose words came or changed. Taking them, coding them and telling the facts is one transaction: what is
 * killed is done again, and two workers take different ones. Answers how many there were; 0 when none waits.
 */
export async function codeWaiting(stores: Stores): Promise<CodedBatch> {
  await seedCodebook(stores);
  return stores.postgres.transaction(
    async (tx) => {
      const ids = await takeWaiting(tx, batchSize);
      if (ids.length === 0) return { responses: 0, texts: 0 };
      const { responses, texts } = await codeBatch(tx, ids, { parts: await heldParts(tx, stores) });
      return { responses, texts };
    },
    { retries: 5 },
  );
}

/** Codes everything that waits. For tests, the command line, and whoever must read what was just written. */
export async function codeAllWaiting(stores: Stores): Promise<CodedBatch> {
  let all: CodedBatch = { responses: 0, texts: 0 };
  for (;;) {
    const { responses, texts } = await codeWaiting(stores);
    if (responses === 0) return all;
    all = { responses: all.responses + responses, texts: all.texts + texts };
  }
}

/** Past this many changes that wait for the facts a recoding pauses, so that fresh answers are counted within seconds. */
const crowded = 20_000;

/**
 * Codes the next part of the past anew; where it stands is kept with it, so a killed recoding goes on. `more`: there is
 * more to do; `pause`: there is, when the facts have caught up.
 */
export async function recodeBatch(stores: Stores): Promise<"more" | "pause" | "idle"> {
  const { postgres, clock } = stores;
  return postgres.transaction(
    async (tx) => {
      const parts = await heldParts(tx, stores);
      const run = await takeRecoding(tx);
      if (run === undefined) return "idle";
      if (run.isCancelRequested) {
        await endRecoding(tx, run.id, "cancelled", clock.now());
        return "idle";
      }
      if ((await countBacklog(tx, crowded)) >= crowded) return "pause";
      if (run.version !== parts.version) {
        await restartRecoding(tx, run.id, parts.version);
        return "more";
      }
      const ids = await nextWithWords(tx, run.afterId, batchSize);
      const after = ids.at(-1);
      if (after === undefined) {
        await endRecoding(tx, run.id, "done", clock.now());
        await noteCodedVersion(tx, run.version);
        return "idle";
      }
      const { changed } = await codeBatch(tx, ids, { parts });
      await noteRecoded(tx, { id: run.id, after, done: ids.length, changed });
      return "more";
    },
    { retries: 5 },
  );
}

/** A text answer of a response. */
export interface TextAnswer {
  readonly question: string;
  readonly text: string;
  /** The score given in the same response, from −1 (worst) to 1 (best). */
  readonly score: number | undefined;
}

/** The free texts of a response with the score they go with: that of the first scaled question. */
export function textsIn(definition: Definition, answers: ResponseToCode["answers"]): readonly TextAnswer[] {
  const scored = scoresOf(definition, answers);
  const score = scored.map(placeOnScale).find((place) => place !== undefined);
  return scored.flatMap(({ kind, question, text }) =>
    kind === "text" && text !== undefined && text !== "" ? [{ question, text, score }] : [],
  );
}

function placeOnScale({ score, scale, direction }: ScoredAnswer): number | undefined {
  if (score === null || scale === null || scale.to === scale.from) return undefined;
  const place = (2 * (score - scale.from)) / (scale.to - scale.from) - 1;
  return direction === "low-good" ? -place : place;
}

/** The language of a response as the machine knows it. */
export function hintOf(language: string | null): ProductLanguage | undefined {
  return productLanguages.find((known) => known === language?.slice(0, 2));
}

/** A text answer as the machine takes it. */
export function textToCodeBy({ text, score }: TextAnswer, language: string | null): TextToCodeBy {
  return { text, hint: hintOf(language), score };
}

/** Those that somebody else holds wait for the next time; those whose words are gone need nothing. */
async function codeBatch(
  tx: Tx,
  ids: readonly string[],
  { parts }: { readonly parts: MachineParts },
): Promise<CodedBatch & { readonly changed: number }> {
  const responses = await holdResponses(tx, ids);
  if (responses.length < ids.length) {
    const held = new Set(responses.map(({ id }) => id));
    const missing = ids.filter((id) => !held.has(id));
    await putBackWaiting(tx, await selectWithWords(tx, missing));
  }
  if (responses.length === 0) return { responses: 0, texts: 0, changed: 0 };

  const codings = await codingsOf(tx, responses, parts);

  const held = responses.map(({ id }) => id);
  await writeMachineCodings(tx, held, codings, parts.version);
  const changed = await summariseCodings(tx, held);
  return { responses: responses.length, texts: codings.length, changed };
}

async function codingsOf(
  tx: Tx,
  responses: readonly ResponseToCode[],
  parts: MachineParts,
): Promise<readonly TextCoding[]> {
  const definitionOf = definitionsIn(tx);
  const found: { readonly responseId: string; readonly question: string; readonly by: TextToCodeBy }[] = [];
  for (const response of responses) {
    const definition = await definitionOf(response);
    if (definition === undefined) continue;
    for (const answer of textsIn(definition, response.answers)) {
      const by = textToCodeBy(answer, response.language);
      found.push({ responseId: response.id, question: answer.question, by });
    }
  }
  const codings = await codeInThread(
    parts,
    found.map(({ by }) => by),
  );
  return codings.flatMap(({ codes, ...coding }, index) => {
    const text = found[index];
    if (text === undefined) return [];
    return [{ responseId: text.responseId, question: text.question, machineCodes: codes, ...coding }];
  });
}

/** Definitions of survey versions, each read once. */
export function definitionsIn(
  tx: Tx,
): (of: Pick<ResponseToCode, "surveyId" | "surveyVersion">) => Promise<Definition | undefined> {
  const known = new Map<string, Definition | undefined>();
  return async ({ surveyId, surveyVersion }) => {
    const key = `${surveyId}:${surveyVersion}`;
    if (!known.has(key)) known.set(key, (await readVersion(tx, surveyId, surveyVersion))?.definition);
    return known.get(key);
  };
}
