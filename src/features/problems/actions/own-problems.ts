import type { Asker } from "#feature/facts";
import { referenceCodes, resolveReferences, unitAncestors, unitsInScope } from "#feature/organisation";
import { unitOfEmployee } from "#feature/workforce";
import { textIn } from "#kit/language";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { OwnProblem, Place } from "../contract.ts";
import { concernsOf, type OwnPlace } from "../rules/concerns.ts";
import { spokenKey } from "../rules/proposals.ts";
import { selectProblems, type ProblemRow } from "../store/problems.ts";
import { selectTeams } from "../store/teams.ts";
import { placesIn } from "./showing.ts";

const mostShown = 100;

/**
 * The problems that whoever signed in has to do with, and why: one answers for it or for the function that owns it, works in that
 * function or in one that bears on it, or it concerns one's own unit (R99). Names and states; figures need the right to see them.
 * Closed ones are left out.
 */
export function readOwnProblems({ stores, viewer }: Asker): Promise<OwnProblem[]> {
  return stores.postgres.read(async (tx) => {
    const place = await placeOf(tx, viewer, stores.clock.now());
    const rows = (await selectProblems(tx)).filter(({ state }) => state !== "closed");
    const nameOf = await placesIn(tx, rows);
    return rows
      .map((row) => ownProblem(row, { viewer, place, nameOf }))
      .filter(({ concerns }) => concerns.length > 0)
      .slice(0, mostShown);
  });
}

function ownProblem(
  row: ProblemRow,
  how: {
    readonly viewer: Viewer;
    readonly place: OwnPlace;
    readonly nameOf: Awaited<ReturnType<typeof placesIn>>;
  },
): OwnProblem {
  const { key, side, state, ownerFunction, ownerName, deadline, description } = row;
  const shown: Place | null = ownerFunction === null ? null : how.nameOf("function", ownerFunction);
  return {
    key,
    name: textIn(row.name, how.viewer.language, "en") || spokenKey(key),
    description,
    side,
    state,
    ownerFunction: shown,
    owner: ownerName,
    deadline,
    concerns: concernsOf(row, how.place, how.nameOf),
  };
}

/** One's functions and units: a unit of a function takes in everybody who works there or below, or answers for part of it. */
export async function placeOf(tx: Tx, viewer: Viewer, now: Date): Promise<OwnPlace> {
  const userId = viewer.kind === "user" ? viewer.id : null;
  const own = await ownUnitIds(tx, viewer, now);
  const above = await unitAncestors(tx);
  const around = new Set(own.flatMap((id) => above.get(id) ?? [id]));
  const teams = await selectTeams(tx);
  const wanted = teams.flatMap(({ units }) => units).map((code) => ({ kind: "unit" as const, code }));
  const known = wanted.length === 0 ? undefined : await resolveReferences(tx, wanted);
  const isOwn = (code: string): boolean => around.has(known?.get(`unit:${code}`)?.id ?? "");
  return {
    userId,
    owned: new Set(teams.flatMap((team) => (team.owner !== null && team.owner === userId ? [team.function] : []))),
    worked: new Set(teams.flatMap((team) => (team.units.some(isOwn) ? [team.function] : []))),
    units: new Set((await referenceCodes(tx, own)).map(({ code }) => code)),
  };
}

/** Where one works, and the units one sees; whoever sees everything is of none in particular. */
async function ownUnitIds(tx: Tx, viewer: Viewer, now: Date): Promise<readonly string[]> {
  const scope = viewer.permissions.has("insight.read") ? await unitsInScope(tx, viewer, "insight.read") : [];
  const unit = viewer.employee === null ? null : await unitOfEmployee(tx, viewer.employee, now);
  return [...new Set([...(scope === "all" ? [] : scope), ...(unit === null ? [] : [unit])])];
}
