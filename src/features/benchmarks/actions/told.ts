import type { Asker } from "#feature/facts";
import type { Telling, Told, ToldRow } from "#kit/told";

import type { Compared, ComparisonRequest } from "../contract.ts";
import { nameOf, standingOf, type Words } from "../rules.ts";
import { compareScores } from "./comparison.ts";
import { wordsIn } from "./words.ts";

/**
 * How we stand among competitors, and everybody's score, in the reader's language and with the reader's rights.
 * @throws Refusal as `compareScores`
 */
export async function tellCompetitors(
  asker: Asker,
  request: ComparisonRequest,
  { language }: Pick<Telling, "language">,
): Promise<Told> {
  const found = await compareScores(asker, request);
  const t = wordsIn(language);
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const points = (value: number): string => number.format(value).replace("-", "−");
  return { sentence: standingOf(found, t), rows: found.items.flatMap((item) => rowOf(item, t, points)) };
}

function rowOf(item: Compared, t: Words, points: (value: number) => string): ToldRow[] {
  const { latest, verdict, isOwn } = item;
  if (latest === null) return [];
  const { value, n, interval } = latest;
  const range = (ends: NonNullable<typeof interval>): string =>
    t("web:figure.interval", { low: points(ends.low), high: points(ends.high) });
  return [
    {
      name: nameOf(item, t),
      figure:
        interval === null
          ? t("quoted", { value: points(value) })
          : `${points(value)} (${range(interval)})${n === null ? "" : `, n ${points(n)}`}`,
      change: isOwn ? t("verdict.own") : t(`verdict.${verdict}`),
      n,
      unit: "nps",
      span: interval === null ? null : { value, low: interval.low, high: interval.high },
    },
  ];
}
