import type { Explanation, Key, Part, Place, Theme } from "../../contract.ts";
import { pointsWords, shareWords, sideWords, type ChangeWords, type FigureWords } from "./words.ts";

/** What a cell shows, and whose answers it opens. */
export interface EvidenceCell {
  readonly text: string;
  readonly opens?: { readonly side: "a" | "b"; readonly key: Key };
}

/** The numbers behind a sentence, as a table in the reader's words. */
export interface Evidence {
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly EvidenceCell[])[];
}

/** A sentence with what it rests on. */
export interface Sentence {
  readonly id: string;
  readonly about: "real" | "parts" | "mix" | "place" | "paradox" | "theme";
  readonly text: string;
  readonly tone: "better" | "worse" | "plain";
  readonly evidence: Evidence | null;
  /** The theme whose share it tells. */
  readonly theme?: Theme;
}

/** What sentences are made from. */
export interface Telling {
  readonly explanation: Explanation;
  readonly words: ChangeWords;
  readonly figures: FigureWords;
  /** What the two groups are called. */
  readonly a: string;
  readonly b: string;
}

/** Whether a clear amount is for the better; plain where it is not clear. */
export function toneOf(part: Pick<Part, "value" | "clear">, { isLowGood }: Explanation): Sentence["tone"] {
  if (!part.clear || part.value === 0) return "plain";
  return part.value > 0 === isLowGood ? "worse" : "better";
}

/** Both groups and their difference. */
export function wholeEvidence({ explanation, words, figures, a, b }: Telling): Evidence {
  const { t } = words;
  const { difference } = explanation;
  const rows = (["a", "b"] as const).map((side): EvidenceCell[] => [
    { text: `${t(`letter.${side}`)} · ${side === "a" ? a : b}` },
    { text: figures.figure(explanation[side]) || t(`web:figure.${stateOf(explanation[side].state)}`) },
    answersCell(explanation[side].n, { side, key: [] }, words),
    { text: "" },
  ]);
  if (difference !== null)
    rows.push([
      { text: t("column.difference") },
      { text: figures.change(difference) },
      { text: "" },
      { text: words.chance(difference.p) },
    ]);
  return { columns: columnsOf(t, ["group"], ["figure", "n", "p"]), rows };
}

function stateOf(state: Explanation["a"]["state"]): string {
  return state === "ok" ? "counted" : state;
}

/** Some parts of the difference, each with its interval. */
export function partsEvidence(
  parts: readonly { readonly name: string; readonly part: Part }[],
  { words, figures }: Telling,
): Evidence {
  return {
    columns: columnsOf(words.t, ["part"], ["amount", "p"]),
    rows: parts.map(({ name, part }) => [
      { text: name },
      { text: figures.change(part) },
      { text: words.chance(part.pValue) },
    ]),
  };
}

interface Standing {
  readonly n: number;
  readonly share: number;
  readonly mean: number | null;
}

/** Values of a dimension in both groups: how many, which share, what they say, and the amounts given. */
export function valuesEvidence<
  Row extends { readonly key: Key; readonly isRest?: boolean; readonly a: Standing; readonly b: Standing },
>(
  rows: readonly Row[],
  amounts: readonly { readonly column: string; readonly of: (row: Row) => string }[],
  { words, figures }: Telling,
  nameOf: (row: Row) => string = (row) => words.key(row.key),
): Evidence {
  const { t } = words;
  const both = (column: string) => [t(column, { side: t("letter.a") }), t(column, { side: t("letter.b") })];
  return {
    columns: [
      { label: t("column.value"), numeric: false },
      ...[
        ...both("column.shareOf"),
        ...both("column.meanOf"),
        ...amounts.map(({ column }) => t(`column.${column}`)),
        ...both("column.nOf"),
      ].map((label) => ({ label, numeric: true })),
    ],
    rows: rows.map((row) => [
      { text: nameOf(row) },
      { text: words.percent(row.a.share) },
      { text: words.percent(row.b.share) },
      meanCell(row.a, words, figures),
      meanCell(row.b, words, figures),
      ...amounts.map(({ of }) => ({ text: of(row) })),
      ...(["a", "b"] as const).map((side) =>
        row.isRest === true
          ? { text: words.count(row[side].n) }
          : answersCell(row[side].n, { side, key: row.key }, words),
      ),
    ]),
  };
}

function meanCell({ n, mean }: Standing, { t }: ChangeWords, { value }: FigureWords): EvidenceCell {
  if (mean !== null) return { text: value(mean) };
  return { text: t(n === 0 ? "web:figure.none" : "web:figure.too-few") };
}

/** Places with their change and how it stands out. */
export function placesEvidence(places: readonly Place[], telling: Telling): Evidence {
  const { words, figures } = telling;
  return valuesEvidence(
    places,
    [
      { column: "change", of: ({ change }) => figures.change(change) },
      { column: "against", of: ({ against }) => (against === null ? words.t("notTold") : figures.change(against)) },
      { column: "contribution", of: ({ contribution }) => figures.change(contribution) },
      { column: "adjustedP", of: ({ adjustedP }) => (adjustedP === null ? "" : words.chance(adjustedP)) },
    ],
    telling,
    ({ key }) => words.place(key),
  );
}

/** Shares of themes in both groups. */
export function themesEvidence(themes: readonly Theme[], { words }: Telling): Evidence {
  const { t } = words;
  const [a, b] = [t("letter.a"), t("letter.b")];
  return {
    columns: columnsOf(
      t,
      ["theme"],
      [a, b, t("column.difference"), t("column.adjustedP"), t("column.nOf", { side: a }), t("column.nOf", { side: b })],
      false,
    ),
    rows: themes.map((theme) => {
      const key = [{ dimension: "theme", value: theme.code, name: theme.name, resolved: true }];
      return [
        { text: themeName(theme) },
        { text: shareWords(theme.a, words) },
        { text: shareWords(theme.b, words) },
        { text: pointsWords(theme.difference, words) },
        { text: words.chance(theme.adjustedP) },
        ...(["a", "b"] as const).map((side) => ({
          text: t("ofAll", { n: words.count(theme[side].n), of: words.count(theme[side].of) }),
          opens: { side, key },
        })),
      ];
    }),
  };
}

/** A theme as it is called, with the question where it is an option. */
export function themeName({ name, about }: Pick<Theme, "name" | "about">): string {
  return about === "" ? name : `${name} · ${about}`;
}

function columnsOf(
  t: ChangeWords["t"],
  texts: readonly string[],
  numbers: readonly string[],
  areKeys = true,
): Evidence["columns"] {
  return [
    ...texts.map((key) => ({ label: t(`column.${key}`), numeric: false })),
    ...numbers.map((key) => ({ label: areKeys ? t(`column.${key}`) : key, numeric: true })),
  ];
}

function answersCell(n: number | null, opens: NonNullable<EvidenceCell["opens"]>, words: ChangeWords): EvidenceCell {
  if (n === null) return { text: "" };
  return n === 0 ? { text: words.count(0) } : { text: words.count(n), opens };
}

/** The name of the side, for whoever has only the explanation. */
export function sidesOf(explanation: Explanation, words: ChangeWords): { readonly a: string; readonly b: string } {
  return { a: sideWords("a", explanation, words), b: sideWords("b", explanation, words) };
}
