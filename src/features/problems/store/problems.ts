import { sql, type Tx } from "#platform/postgres";

import type { Problem, ProblemWish } from "../contract.ts";

/** A problem as it is kept; names of codes are looked up where it is shown. */
export interface ProblemRow extends Omit<ProblemWish, "name"> {
  readonly id: string;
  readonly key: string;
  readonly name: Readonly<Record<string, string>>;
  readonly ownerName: string | null;
  readonly mergedInto: string | null;
  readonly mergedKey: string | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = sql`problem.id, problem.key, problem.side, problem.name, problem.description, problem.state, problem.cause,
  problem.visibility, problem.owner_function as "ownerFunction", problem.owner_id as owner, owner.name as "ownerName",
  problem.stage, problem.touchpoints, problem.units, problem.influences, problem.avoidable, problem.solve_rate as "solveRate",
  problem.cost, problem.deadline::text as deadline, problem.control_date::text as "controlDate", problem.authority,
  problem.resources, problem.merged_into as "mergedInto", target.key as "mergedKey", problem.revision,
  problem.created_at as "createdAt", problem.updated_at as "updatedAt",
  array(select code from problem_code where problem_id = problem.id order by code) as codes`;

const from = sql`from problem left join access_user owner on owner.id = problem.owner_id
  left join problem target on target.id = problem.merged_into`;

/** Every problem that stands on its own. */
export function selectProblems(tx: Tx, side: Problem["side"] | null = null): Promise<ProblemRow[]> {
  return tx.query<ProblemRow>(sql`select ${columns} ${from}
    where problem.merged_into is null and (${side}::text is null or problem.side = ${side}) order by problem.key`);
}

/** Problems that were put into others: their keys, and those of the others. */
export async function selectMergedKeys(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ key: string; target: string }>(sql`
    select problem.key, target.key as target from problem join problem target on target.id = problem.merged_into`);
  return new Map(rows.map(({ key, target }) => [key, target]));
}

/** Which problems a list wants. */
export interface ProblemFilter {
  readonly search: string | null;
  readonly state: string | null;
  readonly side: string | null;
  readonly ownerFunction: string | null;
  /** Only what this user owns, what one of these functions owns or bears on, or what concerns one of these units. */
  readonly mine: {
    readonly userId: string | null;
    readonly functions: readonly string[];
    readonly units: readonly string[];
  } | null;
  readonly after: string;
  readonly limit: number;
}

/** One page by key. */
export function selectProblemPage(tx: Tx, filter: ProblemFilter): Promise<ProblemRow[]> {
  const { search, state, side, ownerFunction, mine, after, limit } = filter;
  const pattern = search === null ? null : `%${search.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return tx.query<ProblemRow>(sql`select ${columns} ${from}
    where problem.merged_into is null and problem.key > ${after}
      and (${pattern}::text is null or lower(problem.key || ' ' || problem.name::text) like ${pattern})
      and (${state}::text is null or problem.state = ${state})
      and (${side}::text is null or problem.side = ${side})
      and (${ownerFunction}::text is null or problem.owner_function = ${ownerFunction})
      and (${mine === null} or problem.owner_id = ${mine?.userId ?? null}::uuid or problem.units && ${mine?.units ?? []}::text[]
        or problem.owner_function = any(${mine?.functions ?? []}::text[])
        or exists (select from jsonb_array_elements(problem.influences) one where one->>'function' = any(${mine?.functions ?? []}::text[])))
    order by problem.key limit ${limit}`);
}

/** One problem, merged ones too; locked against changes until the transaction ends when it is to be changed. */
export async function findProblem(tx: Tx, key: string, isLocked = false): Promise<ProblemRow | undefined> {
  if (isLocked) await tx.execute(sql`select from problem where key = ${key} for update`);
  return tx.maybeOne<ProblemRow>(sql`select ${columns} ${from} where problem.key = ${key}`);
}

/** One problem by id. */
export function findProblemById(tx: Tx, id: string): Promise<ProblemRow | undefined> {
  return tx.maybeOne<ProblemRow>(sql`select ${columns} ${from} where problem.id = ${id}`);
}

type Written = Omit<ProblemWish, "codes" | "name"> & { readonly name: Readonly<Record<string, string>> };

/** A new problem without its codes. */
export async function insertProblem(
  tx: Tx,
  id: string,
  key: string,
  { wish, now }: { wish: Written; now: Date },
): Promise<void> {
  await tx.execute(sql`
    insert into problem (id, key, side, name, description, state, cause, visibility, owner_function, owner_id, stage, touchpoints,
      units, influences, avoidable, solve_rate, cost, deadline, control_date, authority, resources, created_at, updated_at)
    values (${id}, ${key}, ${wish.side}, ${sql.json(wish.name)}, ${wish.description}, ${wish.state}, ${wish.cause},
      ${wish.visibility}, ${wish.ownerFunction}, ${wish.owner}, ${wish.stage}, ${wish.touchpoints}::text[], ${wish.units}::text[],
      ${sql.json(wish.influences)}, ${wish.avoidable}, ${wish.solveRate}, ${wish.cost}, ${wish.deadline}, ${wish.controlDate},
      ${wish.authority}, ${wish.resources}, ${now}, ${now})`);
}

/** Writes all fields of a problem; answers its new revision. */
export async function updateProblemRow(tx: Tx, id: string, { wish, now }: { wish: Written; now: Date }): Promise<void> {
  await tx.execute(sql`
    update problem
       set side = ${wish.side}, name = ${sql.json(wish.name)}, description = ${wish.description}, state = ${wish.state},
           cause = ${wish.cause}, visibility = ${wish.visibility}, owner_function = ${wish.ownerFunction},
           owner_id = ${wish.owner}, stage = ${wish.stage}, touchpoints = ${wish.touchpoints}::text[],
           units = ${wish.units}::text[], influences = ${sql.json(wish.influences)}, avoidable = ${wish.avoidable},
           solve_rate = ${wish.solveRate}, cost = ${wish.cost}, deadline = ${wish.deadline},
           control_date = ${wish.controlDate}, authority = ${wish.authority}, resources = ${wish.resources},
           revision = revision + 1, updated_at = ${now}
     where id = ${id}`);
}

/** A revision more, for what changed around the problem rather than in it. */
export async function touchProblem(tx: Tx, id: string, now: Date): Promise<number> {
  const row = await tx.one<{ revision: number }>(
    sql`update problem set revision = revision + 1, updated_at = ${now} where id = ${id} returning revision`,
  );
  return row.revision;
}

/** Puts a problem into another, or takes it out again. */
export async function updateMergedInto(tx: Tx, id: string, target: string | null, now: Date): Promise<void> {
  await tx.execute(
    sql`update problem set merged_into = ${target}, revision = revision + 1, updated_at = ${now} where id = ${id}`,
  );
}

/** Removes a problem that a split made. */
export async function deleteProblem(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`delete from problem where id = ${id}`);
}

/** Which of these codes name another problem already. */
export function codesElsewhere(
  tx: Tx,
  codes: readonly string[],
  id: string | null,
): Promise<{ code: string; key: string }[]> {
  return tx.query(sql`
    select problem_code.code, problem.key from problem_code join problem on problem.id = problem_code.problem_id
     where problem_code.code = any(${codes}::text[]) and (${id}::uuid is null or problem.id <> ${id}::uuid)
     order by problem_code.code`);
}

/** The problem has these codes and no others. */
export async function replaceCodes(tx: Tx, id: string, codes: readonly string[]): Promise<void> {
  await tx.execute(sql`delete from problem_code where problem_id = ${id} and code <> all(${codes}::text[])`);
  await giveCodes(tx, id, codes);
}

/** These codes name this problem now, whatever they named before. */
export async function giveCodes(tx: Tx, id: string, codes: readonly string[]): Promise<void> {
  await tx.execute(sql`
    insert into problem_code (code, problem_id) select code, ${id} from unnest(${codes}::text[]) one (code)
    on conflict (code) do update set problem_id = excluded.problem_id`);
}

/** Whether somebody may answer for it. */
export async function isActiveUser(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.maybeOne(sql`select id from access_user where id = ${id} and disabled_at is null`);
  return row !== undefined;
}
