import type { Place, Reversal } from "../../contract.ts";
import { placesEvidence, toneOf, valuesEvidence, type Sentence, type Telling } from "./evidence.ts";

const mostTold = 3;
const mostNamed = 5;
const mostListed = 20;

/** Which places changed otherwise than the rest, chance finds controlled; that none did is said with how many were looked at. */
export function tellPlaces(telling: Telling): Sentence[] {
  const { explanation, words } = telling;
  const { places, tested, falseDiscoveryRate } = explanation;
  if (tested === 0) return [];
  const clear = clearPlaces(places);
  const rate = words.percent(falseDiscoveryRate);
  if (clear.length === 0) {
    const text = words.t("place.none", { count: tested, tested: words.count(tested), rate });
    return [
      { id: "places", about: "place", text, tone: "plain", evidence: placesEvidence(places.slice(0, 10), telling) },
    ];
  }
  const others = unlike(clear);
  const named = others.slice(0, mostNamed).map(({ key }) => words.place(key));
  const text = words.t("place.some", {
    count: clear.length,
    number: words.count(clear.length),
    tested: words.count(tested),
    names: words.listed(named),
    rate,
  });
  const all: Sentence = {
    id: "places",
    about: "place",
    text,
    tone: "plain",
    evidence: placesEvidence(clear.slice(0, mostListed), telling),
  };
  return [all, ...others.slice(0, mostTold).map((place) => tellPlace(place, telling))];
}

/** Those that changed otherwise than the rest, what did most to the whole first. */
export function clearPlaces(places: readonly Place[]): readonly Place[] {
  return places.filter(({ clear }) => clear);
}

/** The same answers under two names (calls, and the survey after a call) are told once. */
function unlike(places: readonly Place[]): readonly Place[] {
  const idOf = ({ a, b, change }: Place): string => `${a.n} ${b.n} ${change.value.toFixed(6)}`;
  return [...new Map(places.toReversed().map((place) => [idOf(place), place])).values()].toReversed();
}

function tellPlace(place: Place, telling: Telling): Sentence {
  const { explanation, words, figures } = telling;
  const { against, change } = place;
  return {
    id: `place-${place.key.map(({ dimension, value }) => `${dimension}=${value}`).join("+")}`,
    about: "place",
    text: words.t("place.one", {
      name: words.place(place.key),
      change: figures.change(change),
      against: against === null ? words.t("notTold") : figures.change(against),
      nA: words.count(place.a.n),
      nB: words.count(place.b.n),
    }),
    tone: against === null ? "plain" : toneOf(against, explanation),
    evidence: placesEvidence([place], telling),
  };
}

/** Simpson's paradox by its name, or a change that the mix hides, each in two sentences. */
export function tellReversals(telling: Telling): Sentence[] {
  return telling.explanation.reversals.map((reversal) => tellReversal(reversal, telling));
}

function tellReversal(reversal: Reversal, telling: Telling): Sentence {
  const { words, figures } = telling;
  const { t } = words;
  const { dimension, kind, whole, sameMix, counts, parts } = reversal;
  const leading = kind === "paradox" ? whole : sameMix;
  const params = {
    dimension: words.names.dimension(dimension),
    whole: figures.change(whole),
    sameMix: figures.change(sameMix),
    against: words.count(counts.against),
    total: words.count(counts.against + counts.withWhole + counts.unclear),
  };
  return {
    id: `paradox-${dimension}`,
    about: "paradox",
    text: `${t(`paradox.${kind}-${leading.value > 0 ? "up" : "down"}`, params)} ${t(`paradox.${kind}-why`, params)}`,
    tone: "plain",
    evidence: valuesEvidence(
      parts.slice(0, mostListed),
      [{ column: "change", of: ({ change }) => (change === null ? t("notTold") : figures.change(change)) }],
      telling,
    ),
  };
}
