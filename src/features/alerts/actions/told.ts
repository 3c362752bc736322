import type { Asker } from "#feature/facts";
import type { Figure } from "#feature/facts/contract";
import type { Telling, Told, ToldRow } from "#kit/told";

import type { TargetView } from "../contract.ts";
import { amount, kindOf, sayFinding, type Speech } from "../rules.ts";
import { listAlerts } from "./alerts.ts";
import { listTargets } from "./targets.ts";
import { speakerFor } from "./words.ts";

/** So many of the open alerts are told one by one; the sentence counts all. */
const mostTold = 12;

/**
 * What needs attention now, in the viewer's language and of the units the viewer sees: how many alerts are open, and the
 * newest of them. They speak of single answers too, so they are never for the public.
 * @throws Refusal `access.forbidden`
 */
export async function tellAlerts(asker: Asker): Promise<Told> {
  const speech = await speakerFor(asker);
  const { items, open, lookedAt } = await listAlerts(asker, {
    params: {},
    query: { state: "open", limit: mostTold },
    body: undefined,
  });
  const calm = lookedAt === null ? "notLooked" : "calm";
  return {
    sentence: open === 0 ? speech.t(calm) : speech.t("answer", { count: open }),
    rows: items.map((alert) => {
      const { about, what } = sayFinding(alert, speech);
      return { name: about, figure: what, change: "", n: null, unit: "", span: null };
    }),
  };
}

/**
 * Whether targets are met, in the viewer's language: how many surely hold, and of each its last full month and how many
 * months were on target. A target whose last month has fewer than `least` answers is neither told nor counted.
 * @throws Refusal `access.forbidden`, `facts.too_heavy`
 */
export async function tellTargets(asker: Asker, { least }: Pick<Telling, "least">): Promise<Told> {
  const speech = await speakerFor(asker);
  const { items } = await listTargets(asker);
  const told = items.filter((target) => least === 0 || (lastMonth(target)?.n ?? 0) >= least);
  const held = told.filter(({ rule }) => rule.verdict === "met").length;
  return {
    sentence:
      told.length === 0 ? speech.t("targets.noneAnswer") : speech.t("targets.answer", { count: told.length, held }),
    rows: told.map((target) => rowOf(target, speech)),
  };
}

function rowOf(target: TargetView, speech: Speech): ToldRow {
  const { measure, unitName, rule } = target;
  const figure = lastMonth(target);
  const name = speech.measure(measure);
  const { known, onTarget } = rule;
  const estimate = figure?.estimate ?? null;
  return {
    name: unitName === "" ? name : `${unitName} · ${name}`,
    figure: figure === undefined ? "" : figureText(measure, figure, speech),
    change: speech.t("targets.months", { onTarget, known, verdict: speech.t(`targets.verdict-${rule.verdict}`) }),
    n: figure?.n ?? null,
    unit: kindOf(measure),
    span:
      estimate === null ? null : { value: estimate.value, low: estimate.interval.low, high: estimate.interval.high },
  };
}

function lastMonth({ months }: TargetView): Figure | undefined {
  return months.findLast(({ isRunning }) => !isRunning)?.figure;
}

function figureText(measure: string, { estimate, state, n }: Figure, speech: Speech): string {
  if (estimate === null) return speech.t(`web:figure.${state === "ok" ? "counted" : state}`);
  const kind = kindOf(measure);
  const { value, interval } = estimate;
  const width = interval.high - interval.low;
  const [low, high] = [interval.low, interval.high].map((end) => amount(kind, end, speech, width));
  const count = new Intl.NumberFormat(speech.language).format(n ?? 0);
  return `${amount(kind, value, speech, width)} (${speech.t("web:figure.interval", { low, high })}), n ${count}`;
}
