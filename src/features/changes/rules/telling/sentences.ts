import { isOfGroups, type Explanation } from "../../contract.ts";
import { sidesOf, toneOf, wholeEvidence, type Sentence, type Telling } from "./evidence.ts";
import { tellMix, tellParts } from "./sentences-parts.ts";
import { tellPlaces, tellReversals } from "./sentences-places.ts";
import { tellThemes } from "./sentences-themes.ts";
import { figuresIn, type ChangeWords } from "./words.ts";

/**
 * An explained change in plain sentences, each with the numbers it rests on; what is real first. The same on the page, in
 * files and in mails.
 */
export function sentencesOf(explanation: Explanation, words: ChangeWords): readonly Sentence[] {
  const telling = tellingOf(explanation, words);
  return [
    tellWhole(telling),
    ...tellParts(telling),
    ...tellMix(telling),
    ...tellReversals(telling),
    ...tellPlaces(telling),
    ...tellThemes(telling),
  ];
}

/** The explanation with the words to tell it. */
export function tellingOf(explanation: Explanation, words: ChangeWords): Telling {
  return { explanation, words, figures: figuresIn(explanation, words), ...sidesOf(explanation, words) };
}

/** Whether it is real: the difference, its interval and both groups with n; else what would have shown. */
function tellWhole(telling: Telling): Sentence {
  const { explanation } = telling;
  const { difference, verdict } = explanation;
  const isTold = verdict === "up" || verdict === "down" || verdict === "no-clear-change";
  return {
    id: "real",
    about: "real",
    text: wholeText(telling),
    tone: difference === null ? "plain" : toneOf(difference, explanation),
    evidence: isTold ? wholeEvidence(telling) : null,
  };
}

function wholeText({ explanation, words, figures, a, b }: Telling): string {
  const { t } = words;
  const { query, verdict, difference, detectable } = explanation;
  const of = isOfGroups(query.a, query.b) ? "groups" : "time";
  const params = {
    measure: words.names.measure(query.measure),
    sideA: a,
    sideB: b,
    a: figures.figure(explanation.a),
    b: figures.figure(explanation.b),
    nA: words.count(explanation.a.n ?? 0),
    nB: words.count(explanation.b.n ?? 0),
  };
  if (verdict === "hidden" || verdict === "none" || verdict === "too-few") return t(`real.${verdict}`, params);
  if (difference === null) return t("real.too-few", params);
  if (verdict === "no-clear-change") {
    const still = t(`real.${of}.same`, { ...params, change: figures.change(difference) });
    return detectable === null
      ? still
      : `${still} ${t(`real.${of}.detectable`, { amount: figures.amount(detectable) })}`;
  }
  return t(`real.${of}.${verdict}`, { ...params, size: figures.size(difference) });
}
