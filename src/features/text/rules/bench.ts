import { compareByCode, type AgainstPeople } from "./against-people.ts";
import { analyse } from "./analyse.ts";
import type { AnalysedText } from "./analysed-text.ts";
import { trainAndMeasure } from "./classifier.ts";
import { nearDuplicates } from "./discovery/near-duplicates.ts";
import { risingTerms, type RisingTerm } from "./discovery/rising.ts";
import { discoverTopics, type Topic } from "./discovery/topics.ts";
import {
  codeByMachine,
  codesOfHits,
  createMachine,
  lookAt,
  type Machine,
  type MachineCoding,
  type MachineParts,
  type TextToCodeBy,
} from "./machine.ts";
import { maskPersonalData } from "./mask.ts";
import type { CoderModel, CoderQuality } from "./models.ts";
import { polarityOfScore, trainSentiment, type SentimentModel } from "./sentiment/trained.ts";

/** Work that takes long, as plain data: it can be done in another thread. */
export type Work =
  | { readonly kind: "machine"; readonly parts: MachineParts }
  | { readonly kind: "code"; readonly texts: readonly TextToCodeBy[] }
  | {
      readonly kind: "train";
      /** Texts with the codes people gave them. */
      readonly examples: readonly (TextToCodeBy & { readonly codes: readonly string[] })[];
      /** Texts that came with a score. */
      readonly scored: readonly TextToCodeBy[];
    }
  | { readonly kind: "discover"; readonly now: readonly OpenText[]; readonly before: readonly OpenText[] };

/** A text as discovery looks at it. */
export type OpenText = Pick<TextToCodeBy, "text" | "hint"> & { readonly codes: readonly string[] };

/** What was learned. */
export interface Learned {
  readonly coder: CoderModel | null;
  readonly quality: CoderQuality | null;
  readonly sentiment: SentimentModel | null;
  readonly againstPeople: AgainstPeople;
}

/** What was found; indexes of examples are those of `now`. */
export interface Found {
  readonly uncoded: number;
  readonly topics: readonly Topic[];
  readonly rising: readonly RisingTerm[];
  readonly repeated: readonly { readonly n: number; readonly examples: readonly number[] }[];
}

/** What each kind of work comes to. */
export interface Results {
  readonly machine: null;
  readonly code: readonly MachineCoding[];
  readonly train: Learned;
  readonly discover: Found;
}

/** Fewer examples teach nothing that could be measured. */
export const fewestToLearnFrom = 60;
const fewestScored = 300;

/** A place to work at: keeps the machine it was given last. */
export function createBench(): (work: Work) => Results[Work["kind"]] {
  let machine: Machine | undefined;
  return (work) => {
    switch (work.kind) {
      case "machine":
        machine = undefined;
        machine = createMachine(work.parts);
        return null;
      case "code": {
        const ready = required(machine);
        return work.texts.map((text) => codeByMachine(ready, text));
      }
      case "train":
        return learn(required(machine), work);
      case "discover":
        return discover(work);
    }
  };
}

function required(machine: Machine | undefined): Machine {
  if (machine === undefined) throw new Error("the bench was given no machine");
  return machine;
}

function learn(machine: Machine, { examples, scored }: Extract<Work, { kind: "train" }>): Learned {
  const bare = { ...machine, parts: { ...machine.parts, coder: null } };
  const seen = examples.map((example) => ({ ...lookAt(bare, example), codes: example.codes }));
  const compared = seen.map(({ hits, codes }) => ({ given: codesOfHits(hits), wanted: codes }));
  const trained = seen.length < fewestToLearnFrom ? undefined : trainAndMeasure(seen);
  return {
    coder: trained?.model ?? null,
    quality: trained?.quality ?? null,
    sentiment: sentimentFrom(machine, scored),
    againstPeople: { patterns: compareByCode(compared) },
  };
}

/** Trained on scores, so that a tone is that of people who gave such scores; not from too few, nor from one kind alone. */
function sentimentFrom({ reader }: Machine, scored: readonly TextToCodeBy[]): SentimentModel | null {
  const examples = scored.flatMap(({ text, hint, score }) => {
    if (score === undefined) return [];
    return [{ analysed: takenApart({ text, hint }), polarity: polarityOfScore(score) }];
  });
  const counts = Map.groupBy(examples, ({ polarity }) => polarity);
  const isBothWays = Math.min(counts.get("negative")?.length ?? 0, counts.get("positive")?.length ?? 0) >= 50;
  return examples.length >= fewestScored && isBothWays ? trainSentiment(examples, reader, { folds: 3 }) : null;
}

const fewestRepeats = 3;
const [mostRising, mostRepeats, mostExamples] = [20, 20, 5];
const longText = 25;

function discover({ now, before }: Extract<Work, { kind: "discover" }>): Found {
  const texts = now.map(takenApart);
  const open = texts.flatMap((text, index) => (isOpen(text, now[index]?.codes ?? []) ? [index] : []));
  const { topics } = discoverTopics(open.flatMap((index) => texts[index] ?? []));
  return {
    uncoded: open.length,
    topics: topics.map((topic) => ({ ...topic, examples: topic.examples.map((one) => open[one] ?? 0) })),
    rising: risingTerms(texts, before.map(takenApart)).slice(0, mostRising),
    repeated: repeatsIn(texts),
  };
}

/** No theme, or hardly one for all it says. */
function isOpen({ tokens }: AnalysedText, codes: readonly string[]): boolean {
  if (codes.length === 0) return true;
  return codes.length === 1 && tokens.filter(({ kind }) => kind === "word").length > longText;
}

function repeatsIn(texts: readonly AnalysedText[]): Found["repeated"] {
  const groups = new Map<number, number[]>();
  for (const [index, group] of nearDuplicates(texts).entries()) {
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [index]);
    else members.push(index);
  }
  return [...groups.values()]
    .filter((members) => members.length >= fewestRepeats)
    .toSorted((a, b) => b.length - a.length)
    .slice(0, mostRepeats)
    .map((members) => ({ n: members.length, examples: members.slice(0, mostExamples) }));
}

function takenApart({ text, hint }: Pick<TextToCodeBy, "text" | "hint">): AnalysedText {
  return analyse(maskPersonalData(text).text, hint === undefined ? {} : { hint });
}
