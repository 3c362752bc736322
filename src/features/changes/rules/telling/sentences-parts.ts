import type { DimensionParts, Part, Parts } from "../../contract.ts";
import { partsEvidence, toneOf, valuesEvidence, type Sentence, type Telling } from "./evidence.ts";

/** How much is who answered, and how much how the like answered; or why that cannot be told. */
export function tellParts(telling: Telling): Sentence[] {
  const { explanation, words, figures } = telling;
  const { parts, without, verdict } = explanation;
  if (verdict === "hidden" || verdict === "none" || verdict === "too-few") return [];
  if (parts === null) {
    return without === null
      ? []
      : [{ id: "parts", about: "parts", text: words.t(`without.${without}`), tone: "plain", evidence: null }];
  }
  const { mix, performance } = parts;
  const text = words.t(`parts.${verdict === "no-clear-change" ? "still" : "moved"}.${partsVerdict(parts)}`, {
    mix: figures.change(mix),
    performance: figures.change(performance),
  });
  return [
    { id: "parts", about: "parts", text, tone: "plain", evidence: partsEvidence(rowsOf(parts, telling), telling) },
  ];
}

/** Which of the two is beyond chance, and whether they go together. */
export function partsVerdict({ mix, performance }: Pick<Parts, "mix" | "performance">) {
  if (mix.clear && performance.clear) return mix.value * performance.value > 0 ? "both" : "against";
  if (mix.clear) return "mix";
  return performance.clear ? "performance" : "neither";
}

function rowsOf({ mix, performance, difference, threefold }: Parts, { words: { t } }: Telling) {
  const named = (key: string, part: Part) => ({ name: t(`part.${key}`), part });
  return [
    named("mix", mix),
    named("performance", performance),
    named("difference", difference),
    named("mixAtA", threefold.mix),
    named("performanceAtA", threefold.performance),
    named("interaction", threefold.interaction),
  ];
}

const mostMixes = 3;
const mostCategories = 12;

/** The dimensions whose mix did most, each with the value whose share moved it most. */
export function tellMix(telling: Telling): Sentence[] {
  const { explanation, words } = telling;
  if (explanation.parts === null) return [];
  const { dimensions, mix } = explanation.parts;
  const clear = dimensions.filter((one) => one.mix.clear).slice(0, mostMixes);
  if (clear.length > 0) return clear.map((one, at) => tellDimension(one, at, telling));
  const rows = dimensions.map((one) => ({ name: words.names.dimension(one.dimension), part: one.mix }));
  const names = words.listed(rows.map(({ name }) => name));
  return mix.clear || rows.length === 0
    ? []
    : [
        {
          id: "mix",
          about: "mix",
          text: words.t("mix.none", { names, count: rows.length }),
          tone: "plain",
          evidence: partsEvidence(rows, telling),
        },
      ];
}

function tellDimension(of: DimensionParts, at: number, telling: Telling): Sentence {
  const { explanation, words, figures } = telling;
  const { t } = words;
  const categories = of.categories.slice(0, mostCategories);
  const moved = categories
    .filter(({ isRest }) => !isRest)
    .toSorted((x, y) => Math.abs(y.mix.value) - Math.abs(x.mix.value))[0];
  const said = t(at === 0 ? "mix.first" : "mix.also", {
    dimension: words.names.dimension(of.dimension),
    mix: figures.change(of.mix),
  });
  const share =
    moved === undefined
      ? ""
      : t("mix.share", {
          name: words.listed([words.key(moved.key)]),
          a: words.percent(moved.a.share),
          b: words.percent(moved.b.share),
        });
  return {
    id: `mix-${of.dimension}`,
    about: "mix",
    text: [said, share].filter(Boolean).join(" "),
    tone: toneOf(of.mix, explanation),
    evidence: valuesEvidence(
      categories,
      [
        { column: "mix", of: ({ mix }) => figures.change(mix) },
        { column: "performance", of: ({ performance }) => figures.change(performance) },
      ],
      telling,
      ({ key, isRest }) => (isRest ? t("rest") : words.key(key)),
    ),
  };
}
