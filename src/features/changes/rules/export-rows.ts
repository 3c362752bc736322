import type { DimensionParts, Explanation, Part, Place, Theme } from "../contract.ts";
import { themeName } from "./telling/evidence.ts";
import { warningsIn } from "./telling/sentences-warnings.ts";
import { sentencesOf, tellingOf } from "./telling/sentences.ts";
import type { ChangeWords } from "./telling/words.ts";

/** What stands in a cell. */
export type Cell = string | number | null;

/** Everything a file is made from. */
export interface Taken {
  readonly explanation: Explanation;
  readonly words: ChangeWords;
  readonly title: string;
  readonly made: string;
}

/** One table of the file. */
export interface Sheet {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Wide columns for sentences. */
  readonly isText: boolean;
}

/** The tables: what is said, the parts, their categories, places, parts of a paradox, themes, and how all of it was made. */
export function sheetsOf(taken: Taken): readonly Sheet[] {
  const { explanation } = taken;
  return [
    answerSheet(taken),
    wholeSheet(taken),
    ...(explanation.parts === null ? [] : [categorySheet(taken, explanation.parts.dimensions)]),
    ...(explanation.places.length === 0 ? [] : [placeSheet(taken)]),
    ...(explanation.reversals.length === 0 ? [] : [reversalSheet(taken)]),
    ...(explanation.themes.length === 0 ? [] : [themeSheet(taken)]),
    methodSheet(taken),
  ];
}

function answerSheet({ explanation, words }: Taken): Sheet {
  const { t } = words;
  return {
    name: t("export.answer"),
    head: [t("export.about"), t("export.sentence")],
    rows: [
      ...sentencesOf(explanation, words).map(({ about, text }) => [t(`about.${about}`), text]),
      ...warningsIn(explanation, words).map((text) => [t("export.warning"), text]),
    ],
    isText: true,
  };
}

/** Both groups, their difference and its parts, in the unit of the measure. */
function wholeSheet({ explanation, words }: Taken): Sheet {
  const { t } = words;
  const { a, b } = tellingOf(explanation, words);
  const { difference, parts } = explanation;
  const figures = (
    [
      [a, explanation.a],
      [b, explanation.b],
    ] as const
  ).map(([name, { estimate, n }]) => [
    name,
    ...(estimate === null ? [null, null, null] : [estimate.value, estimate.interval.low, estimate.interval.high]),
    null,
    n,
  ]);
  const named = (key: string, part: Part): Cell[] => [t(`part.${key}`), ...four(part), null];
  return {
    name: t("export.parts"),
    head: [t("column.part"), ...withInterval(words, t("column.amount")), t("column.p"), t("column.n")],
    rows: [
      ...figures,
      ...(difference === null
        ? []
        : [
            [
              t("part.difference"),
              difference.value,
              difference.interval.low,
              difference.interval.high,
              difference.p,
              null,
            ],
          ]),
      ...(parts === null
        ? []
        : [
            named("mix", parts.mix),
            named("performance", parts.performance),
            named("mixAtA", parts.threefold.mix),
            named("performanceAtA", parts.threefold.performance),
            named("interaction", parts.threefold.interaction),
            ...parts.dimensions.map(({ dimension, mix }) => [
              `${t("column.mix")}: ${words.names.dimension(dimension)}`,
              ...four(mix),
              null,
            ]),
          ]),
    ],
    isText: false,
  };
}

function categorySheet({ explanation, words }: Taken, dimensions: readonly DimensionParts[]): Sheet {
  const { t } = words;
  return {
    name: t("export.categories"),
    head: [
      t("export.dimension"),
      t("column.value"),
      ...standingHead(explanation, words),
      ...["mix", "performance"].flatMap((of) => [...withInterval(words, t(`column.${of}`)), t("column.p")]),
    ],
    rows: dimensions.flatMap(({ dimension, categories }) =>
      categories.map((one) => [
        words.names.dimension(dimension),
        one.isRest ? t("rest") : words.key(one.key),
        ...standing(one),
        ...four(one.mix),
        ...four(one.performance),
      ]),
    ),
    isText: false,
  };
}

function placeSheet({ explanation, words }: Taken): Sheet {
  const { t } = words;
  const parts = ["change", "against", "contribution"] as const;
  return {
    name: t("export.places"),
    head: [
      t("column.value"),
      t("export.dimension"),
      ...standingHead(explanation, words),
      ...parts.flatMap((of) => [...withInterval(words, t(`column.${of}`)), `${t(`column.${of}`)}: p`]),
      t("column.adjustedP"),
      t("export.clear"),
      t("web:chart.rank"),
    ],
    rows: explanation.places.map((place) => [
      words.key(place.key),
      place.key.map(({ dimension }) => words.names.dimension(dimension)).join(" · "),
      ...standing(place),
      ...parts.flatMap((of) => four(place[of])),
      place.adjustedP,
      yesNo(place.clear, words),
      rankOf(place),
    ]),
    isText: false,
  };
}

function reversalSheet({ explanation, words }: Taken): Sheet {
  const { t } = words;
  return {
    name: t("export.reversals"),
    head: [
      t("export.dimension"),
      t("column.value"),
      ...standingHead(explanation, words),
      ...withInterval(words, t("column.change")),
      t("column.p"),
    ],
    rows: explanation.reversals.flatMap(({ dimension, parts }) =>
      parts.map((part) => [
        words.names.dimension(dimension),
        words.key(part.key),
        ...standing(part),
        ...four(part.change),
      ]),
    ),
    isText: false,
  };
}

function themeSheet({ explanation, words }: Taken): Sheet {
  const { t } = words;
  const { a, b } = tellingOf(explanation, words);
  const ofSide = (side: string) => [
    t("column.nOf", { side }),
    t("export.of", { side }),
    ...withInterval(words, `%, ${side}`),
  ];
  const cells = ({ n, of, value, interval }: Theme["a"]): Cell[] => [n, of, value, interval.low, interval.high];
  return {
    name: t("export.themes"),
    head: [
      t("column.theme"),
      t("export.side"),
      ...ofSide(a),
      ...ofSide(b),
      ...withInterval(words, t("column.difference")),
      t("column.p"),
      t("column.adjustedP"),
      t("export.clear"),
    ],
    rows: explanation.themes.map((theme) => [
      themeName(theme),
      t(`side.${theme.side}`),
      ...cells(theme.a),
      ...cells(theme.b),
      theme.difference.value,
      theme.difference.interval.low,
      theme.difference.interval.high,
      theme.difference.p,
      theme.adjustedP,
      yesNo(theme.clear, words),
    ]),
    isText: false,
  };
}

/** Methods whose notes go with the numbers. */
const methods = ["changeParts", "changePlaces", "simpson", "changeThemes"] as const;

function methodSheet({ explanation, words, title, made }: Taken): Sheet {
  const { t } = words;
  const { query, tested, testedThemes, falseDiscoveryRate, asOf, looked } = explanation;
  const { a, b } = tellingOf(explanation, words);
  const chosen = looked.filter(({ isChosen }) => isChosen).map(({ dimension }) => words.names.dimension(dimension));
  return {
    name: t("export.method"),
    head: [t("export.what"), t("export.is")],
    rows: [
      [t("export.title"), title === "" ? t("title") : title],
      [t("export.measure"), words.names.measure(query.measure)],
      ["A", a],
      ["B", b],
      [t("web:filter.label"), query.where === undefined ? "" : JSON.stringify(query.where)],
      [t("web:filter.weight"), yesNo(query.weight, words)],
      [t("export.dimensions"), chosen.join(", ")],
      [t("export.tested"), tested],
      [t("export.testedThemes"), testedThemes],
      [t("export.rate"), words.percent(falseDiscoveryRate)],
      [t("export.asOf"), asOf ?? ""],
      [t("export.made"), made],
      ...methods.flatMap((one) => [
        [t(`web:method.${one}.title`), t(`web:method.${one}.what`)],
        [t("web:chart.assumptions"), t(`web:method.${one}.assumes`)],
        [t("web:chart.source"), t(`web:method.${one}.source`)],
      ]),
    ],
    isText: true,
  };
}

interface InBoth {
  readonly a: Place["a"];
  readonly b: Place["b"];
}

function standingHead(explanation: Explanation, words: ChangeWords): string[] {
  const { a, b } = tellingOf(explanation, words);
  return [a, b].flatMap((side) => [
    words.t("column.nOf", { side }),
    `${words.t("column.shareOf", { side })}, %`,
    words.t("column.meanOf", { side }),
  ]);
}

function standing({ a, b }: InBoth): Cell[] {
  return [a, b].flatMap(({ n, share, mean }) => [n, 100 * share, mean]);
}

function withInterval({ t }: ChangeWords, label: string): string[] {
  return [label, `${label}: ${t("web:chart.low")}`, `${label}: ${t("web:chart.high")}`];
}

function four(part: Part | null): Cell[] {
  return part === null ? [null, null, null, null] : [part.value, part.interval.low, part.interval.high, part.pValue];
}

function rankOf({ rank, tied }: Place): Cell {
  return rank === null ? null : `${rank}${tied ? "=" : ""}`;
}

function yesNo(is: boolean, { t }: ChangeWords): string {
  return t(is ? "export.yes" : "export.no");
}
