import { requireEverywhere } from "#feature/access";
import { readSettings, resolveReferences } from "#feature/organisation";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";
import { timeZones } from "#platform/time-zones";

import type { Submission } from "../contract.ts";
import { draftOf, type ResponseDraft, type Writing } from "../rules/draft.ts";
import type { Entry } from "../rules/entry.ts";
import { prepare } from "../rules/prepare.ts";
import { referencesOf } from "../rules/references.ts";
import { copyResponses } from "../store/seeded.ts";
import { keyOf } from "./record.ts";
import { surveysOf } from "./surveys-in-use.ts";

export {
  countOwn as countOwnResponses,
  deleteSeeded as removeSeeded,
  listNamed as codesInResponses,
} from "../store/seeded.ts";

/** What seeds know that others have to look up. */
export interface Seeding {
  readonly stores: Pick<Stores, "clock" | "random">;
  readonly viewer: Viewer;
  /** The person behind `kind:value`. */
  readonly personOf: ReadonlyMap<string, string>;
}

/**
 * Records seeded responses by COPY, judged as every other one, in the caller's transaction: some thousands at a time are
 * a good measure. The caller sees to it that none of them is here already, and knows the persons. Needs `answers.write`.
 * @throws Error naming the first one that does not fit its survey: seeds are the product's own
 */
export async function recordSeeded(tx: Tx, seeding: Seeding, submissions: readonly Submission[]): Promise<void> {
  requireEverywhere(seeding.viewer, "answers.write");
  const entries = await entriesOf(tx, seeding, submissions);
  const references = await resolveReferences(tx, referencesOf(entries.map(({ prepared }) => prepared.arrival.context)));
  const { timeZone } = await readSettings(tx);
  const { clock, random } = seeding.stores;
  const writing: Writing = {
    now: clock.now(),
    newId: () => random.uuid(),
    timeZone,
    referenceOf: (kind, code) => references.get(`${kind}:${code}`),
  };
  await copyResponses(
    tx,
    entries.map((entry) => rowOf(entry, writing, seeding.personOf)),
  );
}

async function entriesOf(tx: Tx, { stores }: Seeding, submissions: readonly Submission[]): Promise<readonly Entry[]> {
  const surveyOf = await surveysOf(tx, submissions);
  const zones = await timeZones(tx);
  const now = stores.clock.now();
  return submissions.map((submission): Entry => {
    const survey = surveyOf(submission);
    if (survey === undefined) throw new Error(`There is no survey ${submission.survey} for a seed.`);
    const prepared = prepare(submission, { survey, source: "seed", link: undefined, now, zoneOf: zones.nameOf });
    if (!prepared.ok) throw new Error(`A seed was refused: ${prepared.code} ${JSON.stringify(prepared.problems)}`);
    const submissionKey = submission.id === undefined ? null : keyOf(submission.id);
    return { prepared: prepared.value, source: "seed", importId: null, submissionKey, link: null };
  });
}

function rowOf(entry: Entry, writing: Writing, personOf: ReadonlyMap<string, string>): ResponseDraft {
  const { survey } = entry.prepared;
  const group = { entries: [entry], survey, surveyId: survey.surveyId, submissionKey: entry.submissionKey };
  const { row, person, outcomes } = draftOf(group, { before: undefined, survey }, writing);
  if (row === undefined) throw new Error(`A seed was refused: ${JSON.stringify(outcomes.get(entry))}`);
  return person === null ? row : { ...row, personId: personOf.get(`${person.kind}:${person.value}`) ?? null };
}
