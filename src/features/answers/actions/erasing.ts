import { recordAudit, requirePermission } from "#feature/access";
import { forgetUnresolved } from "#feature/organisation";
import { referenceKinds, type ReferenceKind } from "#feature/organisation/contract";
import type { Erasure, PersonalData } from "#feature/people";
import { readVersion } from "#feature/surveys";
import { Refusal } from "#kit/refusal";
import type { Clock } from "#platform/clock";
import type { Tx } from "#platform/postgres";

import { countAnswers } from "../rules/scored.ts";
import { withoutTexts } from "../rules/texts.ts";
import {
  depersonaliseRows,
  eraseRows,
  listRowsOf,
  lockRowsOf,
  type Depersonalised,
  type PersonalRow,
} from "../store/erasure.ts";
import { findRow } from "../store/reading.ts";
import { understand } from "./asking.ts";
import type { ReadCall } from "./reading.ts";

/**
 * Erases one response for good: its content at once here, and from the facts as soon as they are projected. Sending or
 * importing it again does not bring it back. Needs `answers.erase`.
 * @throws Refusal `answers.not_found` also for responses of other units
 */
export async function eraseResponse({ stores, viewer }: ReadCall, id: string): Promise<{ ok: true }> {
  requirePermission(viewer, "answers.erase");
  await stores.postgres.transaction(async (tx) => {
    const { asked } = await understand(tx, viewer, {}, "answers.erase");
    const row = await findRow(tx, id, asked.filter);
    if (row === undefined) throw new Refusal("answers.not_found");

    await eraseRows(tx, [id], stores.clock.now());
    await forgetUnresolved(tx, codesIn(row, referenceKinds));
    await recordAudit(tx, viewer, { action: "answers.erased", subjectKind: "response", subjectId: id, details: {} });
  });
  return { ok: true };
}

/** What the answers hold about persons, for the export and the erasure of their data. The composition root registers it. */
export function answersPersonalData(clock: Clock): PersonalData {
  return {
    name: "answers",
    export: exportResponsesOf,
    erase: (tx, id, options) => eraseResponsesOf(tx, id, { ...options, clock }),
  };
}

async function exportResponsesOf(tx: Tx, personId: string): Promise<readonly Record<string, unknown>[]> {
  const rows = await listRowsOf(tx, personId);
  return rows.map((row) => ({ ...row, answeredAt: row.answeredAt.toISOString() }));
}

/** Scores and choices may stay, without the person, what they wrote, their attributes and their account. */
async function eraseResponsesOf(
  tx: Tx,
  personId: string,
  { keepScores, clock }: { readonly keepScores: boolean; readonly clock: Clock },
): Promise<Erasure> {
  const rows = await lockRowsOf(tx, personId);
  if (!keepScores) {
    await eraseRows(
      tx,
      rows.map(({ id }) => id),
      clock.now(),
    );
    await forgetUnresolved(
      tx,
      rows.flatMap((row) => codesIn(row, referenceKinds)),
    );
    return { erased: rows.length, kept: 0 };
  }

  const kept: Depersonalised[] = [];
  for (const row of rows) kept.push(await depersonalised(tx, row));
  await depersonaliseRows(tx, kept);
  await forgetUnresolved(
    tx,
    rows.flatMap((row) => codesIn(row, ["account"])),
  );
  return { erased: 0, kept: kept.length };
}

/** Codes that go with the response: they may be the name of somebody's firm. */
function codesIn({ context }: Pick<PersonalRow, "context">, kinds: readonly ReferenceKind[]) {
  return kinds.flatMap((kind) => {
    const code = context[kind];
    return code === undefined ? [] : [{ kind, code }];
  });
}

async function depersonalised(tx: Tx, { id, surveyId, surveyVersion, answers }: PersonalRow): Promise<Depersonalised> {
  const version = await readVersion(tx, surveyId, surveyVersion);
  if (version === undefined) return { id, answers: {}, scored: [] };
  const kept = withoutTexts(version.definition, answers);
  return { id, answers: kept, scored: countAnswers(version.definition, kept).scored };
}
