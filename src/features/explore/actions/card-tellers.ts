import { tellAlerts, tellTargets } from "#feature/alerts";
import { tellCompetitors } from "#feature/benchmarks";
import { tellChange } from "#feature/changes";
import { tellDrivers, tellTopics } from "#feature/drivers";
import { driversQuerySchema, topicsQuerySchema } from "#feature/drivers/contract";
import type { MeasureKind } from "#feature/facts/contract";
import { readOverview } from "#feature/insight";
import { tellPain } from "#feature/problems";
import type { Told } from "#kit/told";

import type { WidgetKind } from "../contract.ts";
import type { CardTelling } from "./card-summary.ts";
import type { Asker } from "./keeping.ts";
import type { WidgetQuestion } from "./widget-question.ts";

/** Puts one kind of page into words; undefined when it says nothing to this reader. */
type Teller = (asker: Asker, question: WidgetQuestion, telling: CardTelling) => Promise<Told | undefined>;

/** A kind of page where there is no screen: where it is at home, how it is told, which notes explain its numbers. */
interface ToldPage {
  readonly page: string;
  readonly tell: Teller;
  readonly methods: readonly string[];
  /** Its page has no filter. */
  readonly isUnfiltered?: true;
}

/** How each kind of page is told where there is no screen. */
export const tellers: Readonly<Record<WidgetKind, ToldPage>> = {
  alerts: { page: "/alerts", tell: tellAlerts, methods: ["watch"], isUnfiltered: true },
  changes: { page: "/changes", tell: changeCard, methods: ["changeParts", "changePlaces"] },
  competitors: { page: "/competitors", tell: competitorsCard, methods: ["relativeScore"] },
  drivers: { page: "/drivers", tell: driversCard, methods: ["drivers", "johnson"] },
  overview: { page: "/overview", tell: overviewCard, methods: ["recommendation", "share", "mean"] },
  pain: { page: "/pain", tell: mapCard("pain"), methods: ["problemEffect", "problemLift"] },
  praise: { page: "/pain", tell: mapCard("praise"), methods: ["problemEffect", "problemLift"] },
  targets: {
    page: "/alerts/targets",
    tell: (asker, _, telling) => tellTargets(asker, telling),
    methods: ["target"],
    isUnfiltered: true,
  },
  topics: { page: "/drivers/topics", tell: topicsCard, methods: ["topics"] },
};

/** Whether this kind of page has no filter to speak of. */
export function isUnfiltered(kind: WidgetKind): boolean {
  return tellers[kind].isUnfiltered === true;
}

function driversCard(
  asker: Asker,
  { measure, filter, params }: WidgetQuestion,
  { speaker, least }: CardTelling,
): ReturnType<Teller> {
  const { compare: _, ...which } = filter;
  const asked = driversQuerySchema.safeParse({
    ...which,
    measure,
    reading: params["reading"],
    method: params["method"],
    predictors: params["predictors"]?.split("|"),
  });
  if (!asked.success) return Promise.resolve(undefined);
  const names = {
    kind: (kind: MeasureKind) => speaker.t(`web:measure.${kind}`),
    dimension: speaker.dimension,
  };
  return tellDrivers(asker, asked.data, { language: speaker.language, names, least });
}

function topicsCard(
  asker: Asker,
  { measure, filter: { period, where, weight } }: WidgetQuestion,
  { speaker, least }: CardTelling,
): ReturnType<Teller> {
  const asked = topicsQuerySchema.safeParse({ measure, period, where, weight });
  if (!asked.success) return Promise.resolve(undefined);
  return tellTopics(asker, asked.data, { language: speaker.language, least });
}

function competitorsCard(
  asker: Asker,
  { filter: { period, where } }: WidgetQuestion,
  { speaker }: CardTelling,
): ReturnType<Teller> {
  return tellCompetitors(asker, { period, where }, { language: speaker.language });
}

function changeCard(
  asker: Asker,
  { measure, filter, params: { a, b, by, dimensions } }: WidgetQuestion,
  { speaker, least }: CardTelling,
): ReturnType<Teller> {
  return tellChange(asker, { ...filter, measure, a, b, by, dimensions }, { language: speaker.language, least });
}

function mapCard(side: "pain" | "praise"): Teller {
  return (asker, { measure, filter }, { speaker, least }) =>
    tellPain(asker, { ...filter, measure, side }, { language: speaker.language, least });
}

async function overviewCard(
  asker: Asker,
  { measure, filter }: WidgetQuestion,
  { speaker, least }: CardTelling,
): ReturnType<Teller> {
  const { items } = await readOverview(asker, { compare: "none", weight: false, ...filter });
  const told = items.filter(({ figure }) => least === 0 || (figure.n ?? 0) >= least);
  const first = told.find((item) => item.measure.ref === measure) ?? told[0];
  if (first === undefined) return undefined;
  return {
    sentence: `${speaker.measure(first.measure)}: ${speaker.whole(first.measure.kind, first.figure)}.`,
    rows: told.map((item) => {
      const { estimate, n } = item.figure;
      const mayTellChange = least === 0 || (item.before?.n ?? 0) >= least;
      return {
        name: speaker.measure(item.measure),
        figure: speaker.whole(item.measure.kind, item.figure),
        change:
          mayTellChange && item.difference?.clear === true ? speaker.change(item.measure.kind, item.difference) : "",
        n,
        unit: item.measure.kind,
        span:
          estimate === null
            ? null
            : { value: estimate.value, low: estimate.interval.low, high: estimate.interval.high },
      };
    }),
  };
}
