import type { Asker } from "#feature/facts";
import type { Telling, Told, ToldRow } from "#kit/told";

import type { Topic, Topics, TopicsQuery } from "../contract.ts";
import { driverWords, topicsSentence, type DriverWords } from "../rules.ts";
import { readTopics } from "./topics.ts";
import { wordsIn } from "./words.ts";

/**
 * Whether promoters and detractors speak of the same things, and the topics that tell them apart, widest first, in the
 * reader's language and with the reader's rights. Topics that fewer than `least` answers of a side name are left out.
 * @throws Refusal as `readTopics`
 */
export async function tellTopics(asker: Asker, query: TopicsQuery, { language, least }: Telling): Promise<Told> {
  const found = await readTopics(asker, query);
  const topics = least === 0 ? found : tellable(found, least);
  const names = { kind: String, dimension: String };
  const words = driverWords(wordsIn(language), language, names);
  const rows = topics.items.flatMap((topic) => rowOf(topic, words));
  return {
    sentence: topicsSentence(topics, words),
    rows: rows.toSorted((a, b) => Math.abs(b.span?.value ?? 0) - Math.abs(a.span?.value ?? 0)),
  };
}

function tellable(topics: Topics, least: number): Topics {
  const { spoken } = topics;
  if (Math.min(spoken.high, spoken.low) < least) return { ...topics, state: "hidden", items: [], common: null };
  const isEnough = ({ shares: { high, low } }: Topic): boolean =>
    [high, low].every((share) => share !== null && share.n >= least && share.of - share.n >= least);
  return { ...topics, items: topics.items.filter(isEnough) };
}

function rowOf({ name, difference, clear, shares }: Topic, words: DriverWords): ToldRow[] {
  if (difference === null) return [];
  const { value, interval } = difference;
  const n = (shares.high?.n ?? 0) + (shares.middle?.n ?? 0) + (shares.low?.n ?? 0);
  return [
    {
      name,
      figure: `${words.effect({ value, interval, standardError: 0 }, "top")}, n ${words.count(n)}`,
      change: clear ? words.t("topics.clear") : "",
      n,
      unit: "points",
      span: { value, low: interval.low, high: interval.high },
    },
  ];
}
