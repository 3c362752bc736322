import { recordAudit, requirePermission } from "#feature/access";
import { mostProblems, readFreshness, type Asker } from "#feature/facts";
import { readSettings, resolveReferences } from "#feature/organisation";
import type { OperationInput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";
import { FALSE_DISCOVERY_RATE } from "#statistics/many-units";
import { wholeOf } from "#statistics/problems/named-counts";

import {
  mapQuerySchema,
  type Department,
  type Departments,
  type MapItem,
  type MapQueryInput,
  type Place,
  type problemsOperations,
  type Team,
} from "../contract.ts";
import { departmentsOf, type DepartmentGround, type OwnedProblem } from "../rules/departments.ts";
import { numbersOf, type ItemGround } from "../rules/map-item.ts";
import { isActiveUser } from "../store/problems.ts";
import { selectTeams, upsertTeam, type TeamRow } from "../store/teams.ts";
import { readCatalogue, type Catalogue } from "./catalogue.ts";
import { readPainMap, requireOutcome } from "./pain-map.ts";
import { readImpact } from "./reading.ts";
import { placesIn } from "./showing.ts";

/**
 * What of the customers' pain is whose (R124): the problems of each function taken as one, with share, effect and lift in their
 * intervals, those of the other functions and the stratum held; and the problems that it bears on without owning them. Taken as
 * one means that an answer that names two of them counts once; so a department's lift is no sum over its problems.
 * @throws Refusal as `readPainMap`
 */
export async function readDepartments(asker: Asker, input: MapQueryInput): Promise<Departments> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "insight.read");
  const query = mapQuerySchema.parse(input);
  const outcome = requireOutcome(query.measure);
  const [catalogue, map, freshness, { settings, teams }] = await Promise.all([
    readCatalogue(asker, query.side),
    readPainMap(asker, { ...query, compare: "none" }),
    readFreshness(asker),
    stores.postgres.read(async (tx) => ({ settings: await readSettings(tx), teams: await selectTeams(tx) })),
  ]);
  const grounds = departmentsOf(ownedOf(catalogue, map.items), { functions: teams.map((team) => team.function) });
  const subjects = grounds.map(({ code, codes }) => ({ key: code ?? "none", row: null, title: "", codes }));
  const minimum = settings.minimumN;
  const reading = await readImpact(asker, query, { catalogue: { ...catalogue, subjects }, outcome, minimum });
  const from: ItemGround = { ...reading, side: query.side, outcome, minimum, base: map.base, isOfCustomers: false };
  const show = await stores.postgres.read((tx) => showing(tx, { grounds, teams, items: map.items }));
  const items = grounds.map((ground, index): Department => {
    const { standing, mentions, share, shareOfGroup, effect, lift, clear, rank, tied } = numbersOf(
      index,
      reading.reaches[index] ?? "everybody",
      from,
    );
    return { ...show(ground), standing, mentions, share, shareOfGroup, effect, lift, clear, rank, tied };
  });
  return {
    query,
    state: reading.impact.state,
    unit: outcome.unit,
    n: wholeOf(reading.counts.all).n,
    items: items.toSorted(byWeight),
    falseDiscoveryRate: FALSE_DISCOVERY_RATE,
    mayChange: viewer.permissions.has("problems.write"),
    asOf: freshness.asOf,
    lagSeconds: freshness.lagSeconds,
  };
}

/** What is somebody's comes before what is nobody's. */
function byWeight(a: Department, b: Department): number {
  const isOwned = (one: Department) => Number(one.function !== null);
  const weight = (one: Department) => one.lift?.expected.value ?? -Infinity;
  if (isOwned(a) !== isOwned(b)) return isOwned(b) - isOwned(a);
  return weight(a) === weight(b) ? b.problems.length - a.problems.length : weight(b) - weight(a);
}

/** Problems that stand on the map, with whoever has to do with them. */
function ownedOf({ subjects }: Catalogue, items: readonly MapItem[]): readonly OwnedProblem[] {
  const shown = new Set(items.map(({ key }) => key));
  return subjects
    .slice(0, mostProblems)
    .flatMap(({ key, row, codes }) =>
      shown.has(key) ? [{ key, codes, owner: row?.ownerFunction ?? null, influences: row?.influences ?? [] }] : [],
    );
}

interface ToShow {
  readonly grounds: readonly DepartmentGround[];
  readonly teams: readonly TeamRow[];
  readonly items: readonly MapItem[];
}

async function showing(tx: Tx, { grounds, teams, items }: ToShow) {
  const codes = grounds.flatMap(({ code }) => code ?? []);
  const units = teams.flatMap((team) => [...team.units]);
  const placeOf = await placesIn(tx, [
    {
      ownerFunction: null,
      stage: null,
      touchpoints: [],
      units,
      influences: codes.map((code) => ({ function: code, kind: "direct" as const, strength: 1 })),
    },
  ]);
  const itemOf = new Map(items.map((item) => [item.key, item]));
  return ({ code, problems }: DepartmentGround): Pick<Department, "function" | "team" | "problems"> => ({
    function: code === null ? null : placeOf("function", code),
    team: teamOf(
      teams.find((team) => team.function === code),
      (unit) => placeOf("unit", unit),
    ),
    problems: problems.flatMap(({ key, relation, strength }) => {
      const item = itemOf.get(key);
      if (item === undefined) return [];
      const { name, state, mentions, share, lift, clear } = item;
      return [{ key, name, state, relation, strength, mentions, share, lift: lift?.expected ?? null, clear }];
    }),
  });
}

function teamOf(row: TeamRow | undefined, placeOf: (code: string) => Place): Team {
  if (row === undefined) return { owner: null, units: [], revision: 0 };
  const owner = row.owner === null ? null : { id: row.owner, name: row.ownerName ?? "" };
  return { owner, units: row.units.map(placeOf), revision: row.revision };
}

/**
 * Says who answers for a function and which units do its work, if nobody said otherwise meanwhile.
 * @throws Refusal `problems.unknown_reference`, `problems.unknown_owner`, `problems.changed_elsewhere`
 */
export async function putTeam(
  { stores, viewer }: Asker,
  { params, body: { owner, units, revision } }: OperationInput<typeof problemsOperations.putTeam>,
): Promise<Team> {
  requirePermission(viewer, "problems.write");
  return stores.postgres.transaction(async (tx) => {
    if (owner !== null && !(await isActiveUser(tx, owner))) throw new Refusal("problems.unknown_owner");
    const wanted = [
      { kind: "function" as const, code: params.function },
      ...units.map((code) => ({ kind: "unit" as const, code })),
    ];
    const known = await resolveReferences(tx, wanted);
    const missing = wanted.find(({ kind, code }) => !known.has(`${kind}:${code}`));
    if (missing !== undefined) throw new Refusal("problems.unknown_reference", { ...missing });
    const team = { function: params.function, owner, units: [...new Set(units)], revision };
    if (!(await upsertTeam(tx, team, stores.clock.now()))) throw new Refusal("problems.changed_elsewhere");
    const details = { function: params.function };
    await recordAudit(tx, viewer, {
      action: "problems.team_set",
      subjectKind: "function",
      subjectId: params.function,
      details,
    });
    const rows = await selectTeams(tx);
    return teamOf(
      rows.find((row) => row.function === params.function),
      (code) => ({ code, name: known.get(`unit:${code}`)?.name ?? code }),
    );
  });
}
