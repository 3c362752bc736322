import type { Asker } from "#feature/facts";
import type { Figure } from "#feature/facts/contract";
import { conditionSchema } from "#kit/condition-schema";
import type { Telling, Told, ToldRow } from "#kit/told";

import type { ChangeQuery, Explanation, Suggestions } from "../contract.ts";
import { beforeOf, wantedOf, type Asked } from "../rules/telling/asked.ts";
import { sentencesOf, tellingOf } from "../rules/telling/sentences.ts";
import { suggestionsSentence } from "../rules/telling/suggestions.ts";
import { figuresIn, unitOf, type ChangeWords } from "../rules/telling/words.ts";
import { explain } from "./explain.ts";
import { suggest } from "./suggest.ts";
import { wordsFor } from "./words.ts";

/**
 * What the page of changes says for this address, in the reader's language and with the reader's rights: one change
 * explained, or what changed most. What rests on fewer than `least` answers is not told. Undefined while it is not chosen
 * what is to be compared.
 * @throws Refusal as `explain` and `suggest`
 */
export async function tellChange(asker: Asker, asked: Asked, telling: Telling): Promise<Told | undefined> {
  const wanted = wantedOf(asked);
  if (wanted.show === "explanation") return tellExplanation(asker, wanted.query, telling);
  return wanted.show === "suggestions" ? tellSuggestions(asker, asked, telling) : undefined;
}

const mostPlaces = 5;
/** What is told where only a few lines have room. */
const toldFirst: ReadonlySet<string> = new Set(["real", "parts", "paradox"]);

async function tellExplanation(asker: Asker, query: ChangeQuery, { language, least }: Telling): Promise<Told> {
  const [found, words] = await Promise.all([explain(asker, query, { language }), wordsFor(asker, language)]);
  const isEnough = [found.a, found.b].every(({ n }) => least === 0 || (n ?? 0) >= least);
  const explanation: Explanation = isEnough ? found : { ...found, verdict: "hidden" };
  const { a, b, figures } = tellingOf(explanation, words);
  const said = sentencesOf(explanation, words).filter(({ about }) => toldFirst.has(about));
  const unit = unitOf(explanation.kind);
  const side = (name: string, figure: Figure): ToldRow => ({
    name,
    figure: figures.figure(figure),
    change: "",
    n: figure.n,
    unit,
    span: spanOf(figure),
  });
  const places = explanation.places
    .filter((place) => place.clear && Math.min(place.a.n, place.b.n) >= least)
    .slice(0, mostPlaces);
  return {
    sentence: (isEnough ? said : said.slice(0, 1)).map(({ text }) => text).join(" "),
    rows: isEnough
      ? [
          side(a, explanation.a),
          side(b, explanation.b),
          ...places.map(({ key, change, a: first, b: second }) => ({
            name: words.place(key),
            figure: "",
            change: figures.change(change),
            n: first.n + second.n,
            unit,
            span: null,
          })),
        ]
      : [],
  };
}

const mostMeasures = 8;

async function tellSuggestions(asker: Asker, asked: Asked, { language, least }: Telling): Promise<Told> {
  const { period, weight = false } = asked;
  const where = conditionSchema.optional().safeParse(asked.where).data;
  const before = period === undefined ? undefined : (beforeOf(asked, period) ?? undefined);
  const [found, words] = await Promise.all([
    suggest(asker, { period, before, where, weight }),
    wordsFor(asker, language),
  ]);
  const items = found.items.filter((item) => [item.figure, item.before].every((one) => (one?.n ?? 0) >= least));
  const told = { ...found, items };
  const clear = items.filter((item) => item.clear).slice(0, mostMeasures);
  return { sentence: suggestionsSentence(told, words), rows: clear.map((item) => measureRow(item, words)) };
}

function measureRow({ measure, figure, difference }: Suggestions["items"][number], words: ChangeWords): ToldRow {
  const figures = figuresIn({ kind: measure.kind, difference }, words);
  return {
    name: words.names.measure(measure.ref),
    figure: figures.figure(figure),
    change: difference === null ? "" : figures.change(difference),
    n: figure.n,
    unit: measure.kind,
    span: spanOf(figure),
  };
}

function spanOf({ estimate }: Figure): ToldRow["span"] {
  return estimate === null ? null : { value: estimate.value, low: estimate.interval.low, high: estimate.interval.high };
}
