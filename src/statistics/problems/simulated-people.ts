import { normalCdf } from "../distributions.ts";
import { createRandom, drawNormal, type RandomSource } from "../random.ts";
import { at } from "../sequence.ts";
import { addCounted, noAnswers, type CountedAnswers, type NamedCounts } from "./named-counts.ts";
import { addAnswer, emptySums, type GroupIndex, type NamedSums } from "./named-sums.ts";

/** A made-up population in which everything is known, to hold the estimates against. */
export interface World {
  /** Share of people a problem happens to, before the person's day makes it likelier or less likely. */
  readonly often: readonly number[];
  /** What it takes from satisfaction, on a scale on which chance has standard deviation 1. */
  readonly harm: readonly number[];
  /** How much a bad day makes all problems likelier at once: 0 they come alone. */
  readonly together: number;
}

/** What is true of a world: share and lift (points of the recommendation score) of each problem. */
export interface WorldTruth {
  readonly share: readonly number[];
  readonly lift: readonly number[];
}

/** How the world is asked. */
export interface Asking {
  readonly n: number;
  readonly blocks: number;
  /** Only low and middle are asked what got in the way. */
  readonly onlyUnhappy?: boolean;
  /** Of the low only this share is looked into (two-phase). */
  readonly drawn?: number;
  /** The low answer less often by this factor, and are weighted back. */
  readonly answering?: number;
  /** Answers of one person. */
  readonly each?: number;
}

/** A world of its own for a seed: problems from rare to common, harmless to grave, some segments worse off than others. */
export function worldOf(seed: number, problems: number, together = 0.5): World {
  const random = createRandom(seed);
  const often = Array.from({ length: problems }, () => 0.02 + 0.2 * random.uniform() ** 2);
  const harm = Array.from({ length: problems }, (_, index) => (index % 4 === 0 ? 0.02 : 0.2 + 1.1 * random.uniform()));
  return { often, harm, together };
}

const segments = [
  { leaning: -0.4, often: 1.3 },
  { leaning: 0, often: 1 },
  { leaning: 0.35, often: 0.7 },
] as const;

/** Below the first is low, from the second on high. */
const cuts = [-0.35, 0.45] as const;

interface Somebody {
  readonly segment: number;
  readonly problems: readonly number[];
  readonly level: number;
}

function somebody(world: World, random: RandomSource): Somebody {
  const segment = Math.floor(random.uniform() * segments.length);
  const { leaning, often } = segments[segment as 0 | 1 | 2];
  const day = Math.exp(world.together * drawNormal(random) - world.together ** 2 / 2);
  const problems = world.often.flatMap((share, index) =>
    random.uniform() < Math.min(0.9, share * often * day) ? [index] : [],
  );
  const level = 0.5 + leaning - problems.reduce((sum, index) => sum + at(world.harm, index), 0);
  return { segment, problems, level };
}

/** Expected net answer (−1..1) at this level of satisfaction. */
function netAt(level: number): number {
  return 1 - normalCdf(cuts[1] - level) - normalCdf(cuts[0] - level);
}

/** The truth, from so many people with and without each problem. */
export function truthOf(world: World, people: number, seed: number): WorldTruth {
  const random = createRandom(seed);
  const share = world.often.map(() => 0);
  const lift = world.often.map(() => 0);
  for (let person = 0; person < people; person++) {
    const { problems, level } = somebody(world, random);
    const net = netAt(level);
    for (const index of problems) {
      share[index] = at(share, index) + 1 / people;
      lift[index] = at(lift, index) + (100 / people) * (netAt(level + at(world.harm, index)) - net);
    }
  }
  return { share, lift };
}

/** What a survey of the world brings, as sums by block of persons and counts. */
export function survey(
  world: World,
  random: RandomSource,
  asking: Asking,
): { readonly blocks: NamedSums[]; readonly counts: NamedCounts } {
  const problems = world.often.length;
  const blocks = Array.from({ length: asking.blocks }, () => emptySums(problems, segments.length));
  const counts = emptyCounts(problems);
  const { each = 1 } = asking;
  for (let answered = 0; answered < asking.n;) {
    const person = somebody(world, random);
    const block = blocks[Math.floor(random.uniform() * blocks.length)];
    if (block === undefined) throw new RangeError("a survey needs at least one block");
    for (let time = 0; time < each && answered < asking.n; time++) {
      const answer = answerOf(person, random, asking);
      if (answer === null) continue;
      answered += 1;
      addAnswer(block, answer);
      if (answer.phase > 0) count(counts, { ...answer, weight: answer.weight * answer.phase });
    }
  }
  return { blocks, counts };
}

/** What somebody answers, if at all: the unhappy answer more rarely, and of them only some are drawn for an interview. */
function answerOf(
  { level, segment, problems }: Somebody,
  random: RandomSource,
  { answering = 1, drawn = 1, onlyUnhappy = false }: Asking,
) {
  const satisfaction = level + drawNormal(random);
  const group: GroupIndex = satisfaction < cuts[0] ? 0 : satisfaction < cuts[1] ? 1 : 2;
  const named = onlyUnhappy && group === 2 ? [] : problems;
  if (group !== 0) return { group, stratum: segment, named, weight: 1, phase: 1 };
  if (random.uniform() >= answering) return null;
  const isDrawn = drawn >= 1 || random.uniform() < drawn;
  return { group, stratum: segment, named, weight: 1 / answering, phase: isDrawn ? 1 / drawn : 0 };
}

interface WorkingCounts {
  all: [CountedAnswers, CountedAnswers, CountedAnswers];
  problems: { named: [CountedAnswers, CountedAnswers, CountedAnswers]; onlyWeight: number }[];
}

function emptyCounts(problems: number): WorkingCounts {
  const nobody = (): WorkingCounts["all"] => [noAnswers, noAnswers, noAnswers];
  return { all: nobody(), problems: Array.from({ length: problems }, () => ({ named: nobody(), onlyWeight: 0 })) };
}

function count(
  counts: WorkingCounts,
  { group, named, weight }: { readonly group: GroupIndex; readonly named: readonly number[]; readonly weight: number },
): void {
  const one = { n: 1, sumWeights: weight, sumSquaredWeights: weight * weight };
  counts.all[group] = addCounted([counts.all[group], one]);
  for (const index of named) {
    const problem = counts.problems[index];
    if (problem === undefined) continue;
    problem.named[group] = addCounted([problem.named[group], one]);
    if (named.length === 1) problem.onlyWeight += weight;
  }
}
