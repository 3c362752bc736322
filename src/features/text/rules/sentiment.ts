import { isContrast } from "./analyse.ts";
import type { AnalysedText, Sentence, Token } from "./analysed-text.ts";
import { intensifiers } from "./function-words.ts";
import { emotions, type Emotion, type Lexicon } from "./lexicon-shape.ts";
import { emojiValue } from "./sentiment/emoji.ts";
import { sentimentValues, wordValues, type WordValues } from "./sentiment/word-values.ts";

/** How a text or a sentence feels by its words. */
export interface LexiconSentiment {
  /** −1 (bad) … 1 (good); 0 when nothing speaks. */
  readonly value: number;
  /** Points for and against before they are weighed, both ≥ 0. */
  readonly positive: number;
  readonly negative: number;
  /** Words, phrases and emoji that spoke. */
  readonly found: number;
}

/** Reads the sentiment of texts with a lexicon. */
export interface SentimentReader {
  readonly ofText: (analysed: AnalysedText) => LexiconSentiment;
  readonly ofSentence: (analysed: AnalysedText, sentence: number) => LexiconSentiment;
  /** Emotions whose words stand in the text outside of negations, with how many. */
  readonly emotionsOf: (analysed: AnalysedText) => readonly { readonly emotion: Emotion; readonly n: number }[];
}

/** Points at which a text is about half sure (of VADER, scaled to this lexicon's −3…3). */
const halfPoints = 8;
const capitalsFactor = 1.2;
const exclamationFactor = 0.08;
/** "Not good" is bad, though less than "bad"; "not bad" is no praise. */
const [negatedGood, negatedBad] = [-0.8, -0.35];
const [beforeBut, afterBut] = [0.6, 1.3];

/**
 * Sentiment by words: values of a lexicon, strengthened and weakened by the words before, turned by negation, louder in
 * capitals and before exclamation marks; what stands after a "but" outweighs what stands before it. Value = s / √(s² + k).
 * Method: VADER (Hutto & Gilbert 2014) with the negation shares of Taboada et al. 2011. Weaker than a trained model:
 * a feature and a fall-back, not a verdict.
 */
export function createSentimentReader(lexicons: readonly Lexicon[]): SentimentReader {
  const values = sentimentValues(lexicons);
  const emotional = emotions.map((emotion) => ({ emotion, values: emotionValues(lexicons, emotion) }));

  function ofSentences(analysed: AnalysedText, sentences: readonly Sentence[]): LexiconSentiment {
    const isShouting = analysed.tokens.filter((token) => token.isCapitals).length > analysed.tokens.length / 2;
    let [positive, negative, found] = [0, 0, 0];
    for (const sentence of sentences) {
      const points = pointsOf(analysed, sentence, values, isShouting);
      const loudness = 1 + exclamationFactor * Math.min(3, sentence.exclamations);
      for (const point of points) {
        found += 1;
        if (point > 0) positive += point * loudness;
        else negative -= point * loudness;
      }
    }
    const sum = positive - negative;
    return { value: sum / Math.sqrt(sum * sum + halfPoints), positive, negative, found };
  }

  return {
    ofText: (analysed) => ofSentences(analysed, analysed.sentences),
    ofSentence: (analysed, sentence) => ofSentences(analysed, analysed.sentences.slice(sentence, sentence + 1)),
    emotionsOf: (analysed) =>
      emotional.map(({ emotion, values }) => ({ emotion, n: countWords(analysed, values) })).filter(({ n }) => n > 0),
  };
}

function emotionValues(lexicons: readonly Lexicon[], emotion: Emotion): WordValues {
  return wordValues(
    lexicons.map(({ language, emotions }) => ({
      language,
      words: Object.fromEntries((emotions[emotion] ?? []).map((word) => [word, 1])),
    })),
  );
}

function countWords({ tokens, sentences }: AnalysedText, values: WordValues): number {
  let n = 0;
  for (const sentence of sentences) {
    for (let at = sentence.from; at < sentence.to; at += 1) {
      if (tokens[at]?.isNegated === false && values.at(tokens, at, sentence)) n += 1;
    }
  }
  return n;
}

/** What each word of a sentence that speaks is worth where it stands. */
function pointsOf(
  { tokens }: AnalysedText,
  sentence: Sentence,
  values: WordValues,
  isShouting: boolean,
): readonly number[] {
  const points: { readonly at: number; readonly value: number }[] = [];
  let but: number | undefined;
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    if (isContrast(token)) but = at;
    const word =
      token.kind === "emoji" ? { value: emojiValue(token.text), length: 1 } : values.at(tokens, at, sentence);
    if (!word || word.value === 0) continue;
    points.push({ at, value: turned(word.value, token, !isShouting) * strengthBefore(tokens, sentence, at) });
    at += word.length - 1;
  }
  return points.map(({ at, value }) => (but === undefined ? value : value * (at < but ? beforeBut : afterBut)));
}

function turned(value: number, token: Token, mayShout: boolean): number {
  const loud = token.isCapitals && mayShout ? value * capitalsFactor : value;
  if (!token.isNegated) return loud;
  return loud * (value > 0 ? negatedGood : negatedBad);
}

function strengthBefore(tokens: readonly Token[], sentence: Sentence, at: number): number {
  let strength = 1;
  for (let before = at - 1; before >= Math.max(sentence.from, at - 2); before -= 1) {
    const token = tokens[before];
    if (!token || token.kind === "emoji") break;
    for (const language of sentence.candidates) {
      const factor = intensifiers[language].get(token.norm);
      if (factor !== undefined) {
        strength *= factor;
        break;
      }
    }
  }
  return strength;
}
