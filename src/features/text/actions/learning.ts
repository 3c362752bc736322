import { recordAudit, requireEverywhere, requirePermission, systemViewer } from "#feature/access";
import { codeNames, selectThemeNames } from "#feature/facts";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import { enqueue } from "#platform/jobs";
import type { Stores } from "#platform/stores";
import { cohenKappa } from "#statistics/agreement";

import type { CodingState, Quality } from "../contract.ts";
import { compareCodes, confusionsOf, sharesAgainst } from "../rules/against-people.ts";
import { fewestToLearnFrom } from "../rules/bench.ts";
import type { TextToCodeBy } from "../rules/machine.ts";
import { selectCodedTexts, selectJudged, selectTwiceCoded, type Judged } from "../store/coders.ts";
import { countUntrained, insertModel, listTrainings, type TrainingRow } from "../store/models.ts";
import { beginTraining, endTraining, lockTextState, raiseVersion } from "../store/state.ts";
import { selectScored } from "../store/texts.ts";
import { definitionsIn, textsIn, textToCodeBy } from "./code-texts.ts";
import { heldParts } from "./codebook.ts";
import { beginRecoding, readCodingState } from "./recoding.ts";
import { workWith } from "./threads.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/** Learning. */
export const trainJobName = "text.train";

const [mostExamples, mostScored] = [12_000, 6_000];
/** So many new codings, or such a share of all, are worth learning again, once nobody has coded for two minutes. */
const [fewestNew, newShare, quiet] = [25, 0.05, 120_000];

/**
 * Has the machine learn from what people coded, in the background.
 * @throws Refusal `access.forbidden`, `text.too_few_codings`
 */
export async function train(asker: Asker): Promise<CodingState> {
  const { stores, viewer } = asker;
  requireEverywhere(viewer, "themes.write");
  await stores.postgres.transaction(async (tx) => {
    const coded = await selectCodedTexts(tx, fewestToLearnFrom);
    if (coded.length < fewestToLearnFrom) throw new Refusal("text.too_few_codings", { needed: fewestToLearnFrom });
    await enqueue(tx, trainJobName, { isAsked: true }, { jobKey: `${trainJobName} asked` });
    await recordAudit(tx, viewer, { action: "text.training_asked", subjectKind: "codebook", subjectId: "codebook" });
  });
  return readCodingState(asker);
}

/** Learns when people have coded enough that is new. Answers whether it did. */
export async function trainIfWorth(stores: Stores): Promise<boolean> {
  const now = stores.clock.now().getTime();
  const isWorth = await stores.postgres.read(async (tx) => {
    const { n, last } = await countUntrained(tx);
    if (n === 0 || last === null || now - last.getTime() < quiet) return false;
    const [newest] = await listTrainings(tx, 1);
    const known = newest?.examples ?? 0;
    return known + n >= fewestToLearnFrom && n >= Math.max(fewestNew, known * newShare);
  });
  return isWorth && (await learn(stores));
}

/**
 * Trains on people's codings in a thread of its own, keeps the model with its quality, and has the past coded by it.
 * False: another process is at it.
 */
export async function learn(stores: Stores): Promise<boolean> {
  const { postgres, clock, random } = stores;
  const startedAt = clock.now();
  if (!(await postgres.transaction((tx) => beginTraining(tx, startedAt)))) return false;
  try {
    const { parts, examples, scored } = await postgres.transaction(
      async (tx) => ({
        parts: await heldParts(tx, stores),
        examples: await examplesOf(tx),
        scored: await scoredOf(tx),
      }),
      { isolation: "repeatable read" },
    );
    const learned = await workWith("study", parts, { kind: "train", examples, scored });
    await postgres.transaction(async (tx) => {
      await lockTextState(tx);
      const { coder, sentiment, quality, againstPeople } = learned;
      const kept = { coder, sentiment, quality, againstPeople, examples: examples.length, at: startedAt };
      await insertModel(tx, kept);
      await raiseVersion(tx);
      await beginRecoding(tx, { random, clock }, systemViewer("training"));
      await recordAudit(tx, systemViewer("training"), {
        action: "text.trained",
        subjectKind: "codebook",
        subjectId: "codebook",
        details: { examples: examples.length, macroF1: quality?.macroF1 ?? null },
      });
    });
    return true;
  } finally {
    await postgres.transaction(endTraining);
  }
}

type ReadTx = Parameters<typeof definitionsIn>[0];
type Example = TextToCodeBy & { readonly codes: readonly string[] };

async function examplesOf(tx: ReadTx): Promise<readonly Example[]> {
  const definitionOf = definitionsIn(tx);
  const examples: Example[] = [];
  for (const coded of await selectCodedTexts(tx, mostExamples)) {
    const definition = await definitionOf(coded);
    const found = definition && textsIn(definition, coded.answers).find(({ question }) => question === coded.question);
    if (found) examples.push({ ...textToCodeBy(found, coded.language), codes: coded.codes });
  }
  return examples;
}

async function scoredOf(tx: ReadTx): Promise<readonly TextToCodeBy[]> {
  const definitionOf = definitionsIn(tx);
  const scored: TextToCodeBy[] = [];
  for (const response of await selectScored(tx, mostScored)) {
    const definition = await definitionOf(response);
    const [first] = definition === undefined ? [] : textsIn(definition, response.answers);
    if (first?.score !== undefined) scored.push(textToCodeBy(first, response.language));
  }
  return scored;
}

const [mostCompared, fewestToCompare, shownTrainings, shownConfusions] = [5000, 20, 12, 12];

/**
 * How well comments are coded: the model in texts it had not seen, patterns, machine and suggester against what people said
 * afterwards, and people against each other.
 * @throws Refusal `access.forbidden`
 */
export async function readQuality({ stores, viewer }: Asker): Promise<Quality> {
  requirePermission(viewer, "insight.read");
  const read = await stores.postgres.read(async (tx) => ({
    trainings: await listTrainings(tx, shownTrainings),
    themes: await selectThemeNames(tx),
    pairs: await selectTwiceCoded(tx, mostCompared),
    judged: await selectJudged(tx, mostCompared),
  }));
  const nameOf = codeNames(read.themes, viewer.language);
  const { judged, trainings } = read;
  const compared = judged.map(({ machine, codes }) => ({ given: machine, wanted: codes }));
  const named = (code: string) => ({ code, name: nameOf(code) ?? code });
  return {
    needed: fewestToLearnFrom,
    ...qualityOf(trainings[0], (code) => nameOf(code) ?? code),
    agreement: agreementOf(read.pairs.map(({ first, second }) => [first, second])),
    machine: {
      texts: judged.length,
      ...sharesAgainst(compareCodes(compared)),
    },
    confusions: confusionsOf(compared, shownConfusions).map(({ given, wanted, n }) => ({
      given: named(given),
      wanted: wanted === null ? null : named(wanted),
      n,
    })),
    suggester: suggesterOf(judged),
    trainings: trainings.map((one) => ({
      version: one.version,
      trainedAt: one.trainedAt.toISOString(),
      n: one.examples,
      macroF1: one.quality?.macroF1 ?? null,
      automaticCodes: (one.quality?.codes ?? []).filter(({ threshold }) => threshold !== null).length,
    })),
  };
}

type OfModel = Pick<Quality, "n" | "folds" | "macroF1" | "microF1" | "trainedAt" | "codes" | "tooRare">;

const untrained: OfModel = {
  n: 0,
  folds: 0,
  macroF1: null,
  microF1: null,
  trainedAt: null,
  codes: [],
  tooRare: [],
};

function qualityOf(training: TrainingRow | undefined, nameOf: (code: string) => string): OfModel {
  if (training === undefined || training.quality === null) return untrained;
  const { quality, trainedAt, againstPeople } = training;
  return {
    n: quality.n,
    folds: quality.folds,
    macroF1: quality.macroF1,
    microF1: quality.microF1,
    trainedAt: trainedAt.toISOString(),
    codes: quality.codes.map((one) => ({
      ...one,
      name: nameOf(one.code),
      patterns: sharesAgainst(againstPeople.patterns?.[one.code]),
    })),
    tooRare: quality.tooRare.map((one) => ({ ...one, name: nameOf(one.code) })),
  };
}

function suggesterOf(judged: readonly Judged[]): Quality["suggester"] {
  const asked = judged.flatMap(({ suggester, codes }) =>
    suggester === null ? [] : [{ given: suggester, wanted: codes }],
  );
  if (asked.length === 0) return null;
  const agreement = agreementOf(asked.map(({ given, wanted }) => [given, wanted]));
  return { texts: asked.length, ...sharesAgainst(compareCodes(asked)), kappa: agreement?.kappa ?? null };
}

/** Kappa over every code that either of two coders gave: given or not. */
function agreementOf(pairs: readonly (readonly [readonly string[], readonly string[]])[]): Quality["agreement"] {
  if (pairs.length < fewestToCompare) return null;
  const codes = new Set(pairs.flat(2));
  const decisions = pairs.flatMap(([first, second]) =>
    [...codes].map((code) => ({ first: first.includes(code), second: second.includes(code) })),
  );
  if (decisions.length === 0) return null;
  const { value, interval } = cohenKappa(decisions);
  return { texts: pairs.length, kappa: value, low: interval.low, high: interval.high };
}
