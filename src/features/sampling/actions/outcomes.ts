import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import { scoresOf } from "#feature/facts";
import { findPersons, type PersonalData } from "#feature/people";
import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";
import { loyaltyThreshold } from "#statistics/loyalty-threshold";

import type { OutcomeProblem, ThresholdAnswer, ThresholdRequest } from "../contract.ts";
import { countByScore } from "../rules/fates.ts";
import { readOutcomes as readLines, type OutcomeLine } from "../rules/outcomes.ts";
import {
  countOutcomes,
  deleteOutcomeRows,
  deleteOutcomesOf,
  outcomesOf,
  putOutcomeRows,
  selectOutcomes,
} from "../store/outcomes.ts";
import type { Asker } from "./populations.ts";

const mostLines = 200_000;
const shownProblems = 100;
const perStatement = 5000;

/** How many outcomes there are. @throws Refusal `access.forbidden` */
export async function readOutcomes({ stores, viewer }: Asker) {
  requirePermission(viewer, "insight.read");
  return stores.postgres.read(countOutcomes);
}

/**
 * Keeps who left and who stayed, by their id in the customer file; whoever is not known is told and not made. With
 * `dryRun` nothing is kept. Of somebody known already the newer knowledge stands.
 * @throws Refusal `access.forbidden`, `sampling.too_many_lines`, `sampling.nothing_to_store`
 */
export async function putOutcomes(
  { stores, viewer }: Asker,
  { text, knownUntil, dryRun }: { readonly text: string; readonly knownUntil: string; readonly dryRun: boolean },
) {
  requireEverywhere(viewer, "weights.write");
  const { lines, problems } = readLines(text);
  if (lines.length + problems.length > mostLines) throw new Refusal("sampling.too_many_lines", { most: mostLines });

  return stores.postgres.transaction(
    async (tx) => {
      const { rows, unknown } = await personsOf(tx, lines, knownUntil);
      const all = [...problems, ...unknown].toSorted((a, b) => a.line - b.line);
      if (rows.length === 0 && !dryRun) throw new Refusal("sampling.nothing_to_store");
      if (!dryRun) {
        for (let start = 0; start < rows.length; start += perStatement) {
          await putOutcomeRows(tx, rows.slice(start, start + perStatement), stores.clock.now());
        }
        const details = { stored: rows.length, refused: all.length };
        await recordAudit(tx, viewer, {
          action: "sampling.outcomes_stored",
          subjectKind: "outcomes",
          subjectId: "all",
          details,
        });
      }
      return {
        rows: lines.length + problems.length,
        stored: rows.length,
        left: rows.filter(({ leftOn }) => leftOn !== null).length,
        problems: all.slice(0, shownProblems),
        refused: all.length,
      };
    },
    { retries: 3 },
  );
}

/** Deletes all outcomes. @throws Refusal `access.forbidden` */
export async function deleteOutcomes({ stores, viewer }: Asker): Promise<{ ok: true }> {
  requireEverywhere(viewer, "weights.write");
  await stores.postgres.transaction(async (tx) => {
    const deleted = await deleteOutcomeRows(tx);
    await recordAudit(tx, viewer, {
      action: "sampling.outcomes_removed",
      subjectKind: "outcomes",
      subjectId: "all",
      details: { deleted },
    });
  });
  return { ok: true };
}

/**
 * Retention by score, and the score below which people behave disloyally (R52), from each person's first answer of the
 * period and what became of them within the horizon. Sums only; nobody is named.
 * @throws Refusal `access.installation_only`, `sampling.wrong_measure`, `facts.protected`
 */
export async function readThreshold(asker: Asker, request: ThresholdRequest): Promise<ThresholdAnswer> {
  requireEverywhere(asker.viewer, "insight.read");
  if (!/^(nps|rating|csat|ces):/.test(request.measure)) throw new Refusal("sampling.wrong_measure");
  const outcomes = await asker.stores.postgres.read(selectOutcomes);
  const { measure, period, where } = request;
  const answers = await scoresOf(asker, { measure, period, where, persons: outcomes.map(({ personId }) => personId) });
  const { counts, answered } = countByScore(outcomes, answers, request.horizon);
  const found = loyaltyThreshold(counts, { rule: request.rule });
  return {
    outcomes: outcomes.length,
    answered,
    n: found.n,
    left: found.left,
    p: found.pValue,
    groups: [...found.groups],
    reason: found.reason,
    told: found.told,
  };
}

/** What this slice keeps of a person; the composition root registers it. */
export const samplingPersonalData: PersonalData = {
  name: "retention",
  export: (tx, personId) => outcomesOf(tx, personId),
  erase: async (tx, personId) => ({ erased: await deleteOutcomesOf(tx, personId), kept: 0 }),
};

async function personsOf(tx: Tx, lines: readonly OutcomeLine[], knownUntil: string) {
  const rows: { personId: string; leftOn: string | null; knownUntil: string }[] = [];
  const unknown: OutcomeProblem[] = [];
  const taken = new Set<string>();
  for (let start = 0; start < lines.length; start += perStatement) {
    const some = lines.slice(start, start + perStatement);
    const persons = await findPersons(
      tx,
      some.map(({ crm }) => ({ kind: "crm" as const, value: crm })),
    );
    for (const { line, text, crm, leftOn } of some) {
      const personId = persons.get(`crm:${crm}`);
      if (personId === undefined) unknown.push({ line, text, code: "unknown-person" });
      else if (taken.has(personId)) unknown.push({ line, text, code: "repeated" });
      else {
        taken.add(personId);
        // Whoever left after the last day of the file has still stayed on that day: the day of leaving is the newer news.
        rows.push({ personId, leftOn, knownUntil: leftOn !== null && leftOn > knownUntil ? leftOn : knownUntil });
      }
    }
  }
  return { rows, unknown };
}
