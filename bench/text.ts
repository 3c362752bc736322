import {
  analyse,
  codeOf,
  createMatcher,
  createSentimentReader,
  lexicons,
  maskPersonalData,
  predictThemes,
  seedThemes,
  trainCoder,
} from "#feature/text";
import { createRandom } from "#statistics/random";

import type { Figure } from "./figures.ts";

const trainedOn = 2_000;
const wantedPerSecond = 5_000;

/**
 * Comments coded a second on one core: taken apart, all patterns of the seeded codebook, a model of all its codes; then with
 * masking and sentiment as well, as every comment that arrives goes through. The comments are one to three invented
 * sentences of the codebook in its three languages, none twice in a row.
 */
export function benchText(comments: number): readonly Figure[] {
  const texts = commentsOf(comments);
  const sentiment = createSentimentReader(lexicons);
  const { match } = createMatcher(seedThemes, { sentiment });
  const examples = texts.slice(0, trainedOn).map((text) => {
    const analysed = analyse(text);
    const hits = match(analysed);
    return { analysed, hits, codes: hits.map((hit) => codeOf(hit.theme, hit.side)) };
  });
  const started = process.cpuUsage();
  const model = trainCoder(examples);
  const trained = secondsSince(started);

  const code = (text: string) => {
    const analysed = analyse(text);
    return predictThemes(model, analysed, match(analysed));
  };
  const receive = (text: string) => {
    const analysed = analyse(maskPersonalData(text).text);
    return [predictThemes(model, analysed, match(analysed)), sentiment.ofText(analysed)];
  };
  return [
    perThousand("1,000 comments coded", texts, code),
    perThousand("1,000 comments masked, coded, with sentiment", texts, receive),
    figure(`${model.codes.length} codes learned from ${examples.length} comments`, trained * 1000, 20_000),
  ];
}

function perThousand(what: string, texts: readonly string[], run: (text: string) => unknown): Figure {
  for (const text of texts.slice(0, trainedOn)) run(text);
  const started = process.cpuUsage();
  for (const text of texts) run(text);
  return figure(what, (secondsSince(started) * 1e6) / texts.length, 1e6 / wantedPerSecond);
}

/** Time of the processor, so that what else runs on the machine does not count. */
function secondsSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

function figure(what: string, measured: number, most: number): Figure {
  return { what, measured, unit: "ms of one core", limit: null, aim: { kind: "at-most", value: most } };
}

function commentsOf(n: number): string[] {
  const said = (["en", "ru", "uk"] as const).map((language) =>
    seedThemes.flatMap(({ examples }) => [...examples[language].problem, ...examples[language].praise]),
  );
  const random = createRandom(4);
  const pick = <T>(from: readonly T[]) => from[Math.floor(random.uniform() * from.length)];
  return Array.from({ length: n }, () => {
    const sentences = pick(said) ?? [];
    const length = 1 + Math.floor(random.uniform() * 3);
    return Array.from({ length }, () => pick(sentences) ?? "").join(" ");
  });
}
