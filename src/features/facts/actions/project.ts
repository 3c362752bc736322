import { resolveReferences, unitsOverTime } from "#feature/organisation";
import type { ReferenceKind } from "#feature/organisation/contract";
import { readVersion } from "#feature/surveys";
import type { Definition } from "#feature/surveys/contract";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import {
  answerRows,
  keyOf,
  projectedVersion,
  tombstone,
  type AnswerRow,
  type ReferenceLookup,
} from "../rules/answer-row.ts";
import { contextDimensions } from "../rules/dimensions.ts";
import { insertAnswers, purgeResponses, standingRows, type StandingRow } from "../store/answer-table.ts";
import { snapshotStamp } from "../store/outbox.ts";
import { readResponses, type ResponseRow } from "../store/responses.ts";

/** What one step of the projection did. */
export interface Projected {
  readonly responses: number;
  readonly rows: number;
  /** When the newest of the responses was received. */
  readonly newest: Date | null;
}

/**
 * Copies these responses as they are now into these tables of answers: rows of theirs that no longer count are taken out,
 * texts and persons that were erased leave the disk. Doing it again changes nothing, and of two that run at once the one
 * that read later wins.
 */
export async function projectResponses(
  stores: Stores,
  tables: readonly string[],
  ids: readonly string[],
): Promise<Projected> {
  const read = await stores.postgres.read((tx) => readBatch(tx, ids), { isolation: "repeatable read" });
  if (read.unreadable.length > 0) {
    stores.log.error(
      { responses: read.unreadable.slice(0, 20) },
      "responses without their survey's version are left out",
    );
  }
  for (const table of tables) await writeBatch(stores, table, read);

  const newest = read.responses.reduce<Date | null>(
    (latest, { receivedAt }) => (latest === null || receivedAt > latest ? receivedAt : latest),
    null,
  );
  return { responses: ids.length, rows: read.rows.length, newest };
}

interface Batch {
  readonly stamp: bigint;
  readonly responses: readonly ResponseRow[];
  readonly rows: readonly AnswerRow[];
  /** Responses to a version of a survey that there is not: one of them must not hold up all others. */
  readonly unreadable: readonly string[];
  /** Responses that may have had other rows before: gone, erased or changed since they were created. */
  readonly changed: readonly string[];
}

/** Everything in one snapshot, whose stamp tells which of two projections knew more. */
async function readBatch(tx: Tx, ids: readonly string[]): Promise<Batch> {
  const stamp = await snapshotStamp(tx);
  const responses = await readResponses(tx, ids);
  const lookup = await referenceLookup(tx, responses);
  const definitions = await definitionsOf(tx, responses);

  const rows = responses.flatMap((response) => {
    const definition = definitions.get(versionKey(response));
    return response.isErased || definition === undefined ? [] : answerRows(response, definition, { lookup, stamp });
  });
  const unreadable = responses.filter((response) => !response.isErased && !definitions.has(versionKey(response)));
  const untouched = new Set(
    responses.filter(({ version, isErased }) => version === 1 && !isErased).map(({ id }) => id),
  );
  return {
    stamp,
    responses,
    rows,
    unreadable: unreadable.map(({ id }) => id),
    changed: ids.filter((id) => !untouched.has(id)),
  };
}

async function writeBatch(stores: Stores, table: string, { stamp, responses, rows, changed }: Batch): Promise<void> {
  const standing = await standingRows(stores.clickhouse, table, changed);
  const fresh = new Map(rows.map((row) => [keyOf(row), row]));
  const versions = new Map(responses.map(({ id, version }) => [id, version]));

  const gone = standing.filter((row) => !fresh.has(keyOf(row)));
  const tombstones = gone.map((row) => {
    const version = versions.get(row.response_id);
    return tombstone(row, version === undefined ? String(BigInt(row.version) + 1n) : projectedVersion(version, stamp));
  });
  await insertAnswers(stores, table, [...rows, ...tombstones]);

  const toPurge = standing.filter((row) => isErasing(row, fresh.get(keyOf(row)))).map((row) => row.response_id);
  if (toPurge.length > 0) {
    await purgeResponses(stores.clickhouse, table, { ids: [...new Set(toPurge)], before: stamp });
  }
}

/** Whether a row held words or a person that its successor must not betray. */
function isErasing(before: StandingRow, after: AnswerRow | undefined): boolean {
  if (after === undefined) return before.hasText || before.respondent !== before.response_id;
  return (before.hasText && after["text"] === "") || before.respondent !== after["respondent"];
}

async function referenceLookup(tx: Tx, responses: readonly ResponseRow[]): Promise<ReferenceLookup> {
  const wanted = new Map<string, { kind: ReferenceKind; code: string }>();
  const want = (kind: ReferenceKind, code: string | undefined) => {
    if (code !== undefined && code !== "") wanted.set(`${kind}:${code}`, { kind, code });
  };
  for (const { context } of responses) {
    for (const { names, context: field } of contextDimensions) {
      if (names !== undefined && names !== "survey") want(names, context[field]);
    }
  }
  const known = await resolveReferences(tx, [...wanted.values()]);
  const hasUnits = responses.some(({ context }) => context["unit"] !== undefined);
  const units = hasUnits ? await unitsOverTime(tx) : undefined;
  return {
    codeOf: (kind, code) => known.get(`${kind}:${code}`)?.code ?? code,
    unitOn: (code, day) => units?.unitOn(known.get(`unit:${code}`)?.id ?? "", day) ?? { code, path: [] },
  };
}

async function definitionsOf(tx: Tx, responses: readonly ResponseRow[]): Promise<Map<string, Definition>> {
  const definitions = new Map<string, Definition>();
  for (const response of responses) {
    const key = versionKey(response);
    if (definitions.has(key)) continue;
    const version = await readVersion(tx, response.surveyId, response.surveyVersion);
    if (version !== undefined) definitions.set(key, version.definition);
  }
  return definitions;
}

function versionKey({ surveyId, surveyVersion }: ResponseRow): string {
  return `${surveyId}:${surveyVersion}`;
}
