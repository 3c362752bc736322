import { requirePermission } from "#feature/access";
import { namedTallies, type Asker, type NamedGroup } from "#feature/facts";
import { readSettings } from "#feature/organisation";
import type { OperationInput } from "#kit/operation";
import { icebergEstimate } from "#statistics/iceberg";
import { addCounted, noAnswers, type CountedAnswers } from "#statistics/problems/named-counts";

import {
  mapQuerySchema,
  sourceKinds,
  type PainMap,
  type problemsOperations,
  type SourceKind,
  type Sources,
} from "../contract.ts";
import { guessedKind, hearingOf, ranksByAmount } from "../rules/hearing.ts";
import { shareIn } from "../rules/shares.ts";
import { readCatalogue, titleOf, type Catalogue } from "./catalogue.ts";
import { readPainMap } from "./pain-map.ts";
import { shownSettings } from "./settings.ts";

type Query = OperationInput<typeof problemsOperations.sources>["body"];
type Row = Sources["rows"][number];

/** One kind of source with its answers. */
interface Heard {
  readonly kind: SourceKind;
  readonly surveys: Sources["sources"][number]["surveys"];
  readonly groups: readonly NamedGroup[];
}

/**
 * Each problem in surveys, complaints, reviews, mentions and from employees side by side; what customers name and complaints do
 * not show, and where work follows noise. Sources are never added up: each hears with a bias of its own (R46, R50).
 * @throws Refusal as `readPainMap`
 */
export async function readSources(asker: Asker, query: Query): Promise<Sources> {
  requirePermission(asker.viewer, "insight.read");
  const { where, period, side, measure } = query;
  const [catalogue, ground, map] = await Promise.all([
    readCatalogue(asker, side),
    asker.stores.postgres.read(async (tx) => ({ settings: await readSettings(tx), register: await shownSettings(tx) })),
    readPainMap(asker, mapQuerySchema.parse({ measure, where, period, side })),
  ]);
  const sets = catalogue.subjects.map(({ codes }) => codes);
  const groups = await namedTallies(asker, { where, period, by: "survey", sets });
  const heard = heardIn(catalogue, ground.register.sources, groups);
  const minimum = ground.settings.minimumN;
  const noise = ranksByAmount(sets.map((_, index) => amountIn(heard, ["complaint", "review", "mention"], index)));
  const rows = catalogue.subjects
    .map((subject, index): Row => {
      const item = map.items.find(({ key }) => key === subject.key);
      const complaints = amountIn(heard, ["complaint"], index);
      return {
        key: subject.key,
        name: titleOf(subject, asker.viewer.language),
        state: subject.row?.state ?? "new",
        cells: heard.map((one) => cellOf(one, index, minimum)),
        iceberg: complaints === 0 ? null : icebergOf(complaints, ground.register.icebergFactor),
        noiseRank: noise[index] ?? null,
        impactRank: item?.rank ?? null,
        hearing: hearingOf(mentionsIn(heard, "survey", index), mentionsIn(heard, "complaint", index), minimum),
      };
    })
    .filter(({ cells }) => cells.some(({ mentions }) => (mentions ?? 0) > 0))
    .toSorted((a, b) => (a.impactRank ?? Infinity) - (b.impactRank ?? Infinity) || (a.key < b.key ? -1 : 1));
  return {
    sources: heard.map(({ kind, surveys, groups: own }) => ({
      kind,
      surveys: [...surveys],
      answers: own.some(({ isHidden }) => !isHidden) ? addCounted(own.map(({ all }) => all)).n : null,
    })),
    rows,
    ...mismatches(rows, map),
  };
}

/** Work on what is loud and light (R91), and heavy problems that nobody works on. */
function mismatches(rows: readonly Row[], map: PainMap): Pick<Sources, "worksOnNoise" | "idle"> {
  const worked = new Set(["in-work", "solved", "watching"]);
  const isHeavy = (key: string) => map.items.some((item) => item.key === key && item.clear && (item.rank ?? 99) <= 5);
  return {
    worksOnNoise: rows.filter(({ state, hearing }) => state === "in-work" && hearing === "loud").map(({ key }) => key),
    idle: rows.filter(({ state, key }) => !worked.has(state) && isHeavy(key)).map(({ key }) => key),
  };
}

function heardIn(
  { surveys }: Catalogue,
  set: readonly { readonly surveyId: string; readonly kind: SourceKind }[],
  groups: readonly NamedGroup[],
): readonly Heard[] {
  const kinds = surveys.map((survey) => {
    const chosen = set.find(({ surveyId }) => surveyId === survey.id)?.kind;
    const asksRecommendation = survey.definition.pages.some(({ questions }) =>
      questions.some(({ kind }) => kind === "recommendation"),
    );
    return { survey, kind: chosen ?? guessedKind({ ...survey, asksRecommendation }), isGuessed: chosen === undefined };
  });
  return sourceKinds.flatMap((kind): Heard[] => {
    const own = kinds.filter((one) => one.kind === kind);
    const ids = new Set(own.map(({ survey }) => survey.id));
    const found = groups.filter(({ value }) => ids.has(value));
    if (found.length === 0) return [];
    const shown = own.filter(({ survey }) => found.some(({ value }) => value === survey.id));
    return [
      {
        kind,
        surveys: shown.map(({ survey, isGuessed }) => ({ id: survey.id, name: survey.name, isGuessed })),
        groups: found,
      },
    ];
  });
}

function cellOf({ kind, groups }: Heard, index: number, minimum: number): Row["cells"][number] {
  const open = groups.filter(({ isHidden, named }) => !isHidden && named[index] !== null);
  if (open.length === 0) return { kind, state: "hidden", mentions: null, share: null };
  const some = addCounted(open.map(({ named }) => named[index] ?? noAnswers));
  const all = addCounted(open.map((group) => group.all));
  return { kind, state: some.n === 0 ? "none" : "ok", mentions: some.n, share: shareIn({ some, all }, minimum) };
}

function amountIn(heard: readonly Heard[], kinds: readonly SourceKind[], index: number): number {
  const groups = heard.filter(({ kind }) => kinds.includes(kind)).flatMap((one) => one.groups);
  return groups.reduce((sum, { named }) => sum + (named[index]?.n ?? 0), 0);
}

/** A problem among all problems named in a source. */
function mentionsIn(heard: readonly Heard[], kind: SourceKind, index: number) {
  const named = heard.filter((one) => one.kind === kind).flatMap(({ groups }) => groups.map((group) => group.named));
  const counted = (one: CountedAnswers | null | undefined) => one ?? noAnswers;
  return {
    some: addCounted(named.map((some) => counted(some[index]))),
    all: addCounted(named.flatMap((some) => some.map(counted))),
  };
}

/** Complaints × factor; the factor itself is taken as said. */
function icebergOf(complaints: number, factor: number): Row["iceberg"] {
  const { people } = icebergEstimate(complaints, { value: factor, low: factor, high: factor });
  return { value: people.value, low: people.interval.low, high: people.interval.high };
}
