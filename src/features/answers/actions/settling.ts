import { resolveReferences } from "#feature/organisation";
import { addPersonRoles, resolvePersons } from "#feature/people";
import { takeLink } from "#feature/surveys";
import type { Tx } from "#platform/postgres";

import {
  draftOf,
  type Draft,
  type Ground,
  type Group,
  type ResponseBefore,
  type ResponseDraft,
  type Writing,
} from "../rules/draft.ts";
import { refusal, type Entry, type Recorded } from "../rules/entry.ts";
import type { SurveyInUse } from "../rules/prepare.ts";
import { referencesOf } from "../rules/references.ts";
import { insertResponses, lockResponses, updateResponses } from "../store/responses.ts";
import { inVersion } from "./surveys-in-use.ts";

/**
 * Writes what is to be written, each response under its key once, whoever else writes at the same moment. First it is
 * assumed that nothing is there; what then proves to be there, or could only be right on top of it, is locked, judged
 * again and merged.
 */
export async function settleGroups(
  tx: Tx,
  entries: readonly Entry[],
  writing: Writing,
): Promise<ReadonlyMap<Entry, Recorded>> {
  const settled = new Map<Entry, Recorded>();
  let waiting = groupsOf(entries);
  for (let round = 0; waiting.length > 0; round += 1) {
    if (round > mostRounds) throw new Error("responses were removed again and again while they were being written");
    waiting = await settleRound(tx, waiting, { writing, settled, isFirst: round === 0 });
  }
  return settled;
}

interface Round {
  readonly writing: Writing;
  readonly settled: Map<Entry, Recorded>;
  /** Nothing has been looked up yet. */
  readonly isFirst: boolean;
}

/** Answers the groups that need another look. While a portion is being written, the next one is judged. */
async function settleRound(tx: Tx, groups: readonly Group[], round: Round): Promise<readonly Group[]> {
  const again: Group[] = [];
  let pending: Promise<readonly Group[]> | undefined;
  try {
    for (let from = 0; from < groups.length; from += portion) {
      const some = groups.slice(from, from + portion);
      const early = round.isFirst ? some.map((group) => draftOf(group, groundOf(group), round.writing)) : undefined;
      if (pending !== undefined) again.push(...(await pending));
      pending = settleDrafts(tx, early ?? (await draftOver(tx, some, round.writing)), round);
    }
    if (pending !== undefined) again.push(...(await pending));
  } finally {
    await pending?.catch(() => undefined);
  }
  return again;
}

async function settleDrafts(tx: Tx, drafts: readonly Draft[], { writing, settled, isFirst }: Round): Promise<Group[]> {
  const [early, ready] = partition(drafts, (draft) => isFirst && needsLook(draft));
  const open = await takeLinks(tx, ready, writing.now);
  const written = await write(tx, await withPersons(tx, open));
  const [lost, done] = partition(open, (draft) => isNew(draft) && !written.has(draft.row.id));
  for (const { outcomes } of done) for (const [entry, outcome] of outcomes) settled.set(entry, outcome);
  return [...early, ...lost].map(({ group }) => group);
}

function groundOf({ survey }: Group): Ground {
  return { before: undefined, survey };
}

const portion = 1000;
const mostRounds = 5;

/** In the order of their keys, so that two transactions with the same keys cannot wait for each other. */
function groupsOf(entries: readonly Entry[]): readonly Group[] {
  const groups = Map.groupBy(entries, (entry) =>
    entry.submissionKey === null ? entry : `${entry.prepared.survey.surveyId} ${entry.submissionKey}`,
  );
  return [...groups.values()]
    .flatMap((entries): Group[] => {
      const [first] = entries;
      if (first === undefined) return [];
      return [
        {
          entries,
          survey: first.prepared.survey,
          surveyId: first.prepared.survey.surveyId,
          submissionKey: first.submissionKey,
        },
      ];
    })
    .toSorted((a, b) => compare(a.surveyId, b.surveyId) || compare(a.submissionKey ?? "", b.submissionKey ?? ""));
}

/** Refused as it stands, but it may complete a partial response that is there. */
function needsLook({ group, outcomes }: Draft): boolean {
  return group.submissionKey !== null && [...outcomes.values()].some((outcome) => !outcome.ok);
}

async function draftOver(tx: Tx, groups: readonly Group[], writing: Writing): Promise<readonly Draft[]> {
  const keys = groups.map(({ surveyId, submissionKey }) => ({ surveyId, submissionKey: submissionKey ?? "" }));
  const rows = await lockResponses(tx, keys);
  const existing = new Map(rows.map((row) => [`${row.surveyId} ${row.submissionKey}`, row]));
  const known = await resolveReferences(tx, referencesOf(rows.map(({ context }) => context)));
  const knowing: Writing = {
    ...writing,
    referenceOf: (kind, code) => writing.referenceOf(kind, code) ?? known.get(`${kind}:${code}`),
  };

  const drafts: Draft[] = [];
  for (const group of groups) {
    const before = existing.get(`${group.surveyId} ${group.submissionKey}`);
    const survey = await versionBegun(tx, group.survey, before);
    drafts.push(draftOf(group, { before, survey }, knowing));
  }
  return drafts;
}

/** A response keeps the version it began with, even when another one has been published meanwhile. */
async function versionBegun(tx: Tx, survey: SurveyInUse, before: ResponseBefore | undefined): Promise<SurveyInUse> {
  return before === undefined ? survey : ((await inVersion(tx, survey, before.surveyVersion)) ?? survey);
}

/** Takes the single-use links of what is about to be written; a draft whose link another response has is refused whole. */
async function takeLinks(tx: Tx, drafts: readonly Draft[], now: Date): Promise<readonly Draft[]> {
  const open: Draft[] = [];
  for (const draft of drafts) {
    const link = linkOf(draft);
    if (link === undefined || draft.row === undefined) {
      open.push(draft);
      continue;
    }
    const use = { submissionKey: link.key, complete: draft.row.state === "complete", now };
    const taken = await takeLink(tx, link.token, use);
    open.push(taken.ok ? draft : refusedWhole(draft, taken.code));
  }
  return open;
}

function linkOf({ group, outcomes }: Draft): NonNullable<Entry["link"]> | undefined {
  const accepted = group.entries.filter((entry) => outcomes.get(entry)?.ok);
  return accepted.flatMap(({ link }) => link ?? [])[0];
}

function refusedWhole(draft: Draft, code: "answers.link_used" | "answers.link_unknown"): Draft {
  const outcomes = new Map(draft.group.entries.map((entry) => [entry, refusal(code)]));
  return { ...draft, outcomes, row: undefined };
}

async function withPersons(tx: Tx, drafts: readonly Draft[]): Promise<readonly Draft[]> {
  const identities = drafts.flatMap(({ row, person }) => (row === undefined || person === null ? [] : [person]));
  if (identities.length === 0) return drafts;
  const persons = await resolvePersons(tx, identities);

  const identified = drafts.map((draft) => {
    if (draft.row === undefined || draft.person === null) return draft;
    const personId = persons.get(`${draft.person.kind}:${draft.person.value}`) ?? null;
    return { ...draft, row: { ...draft.row, personId } };
  });
  await noteRoles(tx, identified);
  return identified;
}

async function noteRoles(tx: Tx, drafts: readonly Draft[]): Promise<void> {
  const known = drafts.flatMap(({ row, person }) => (row?.personId && person !== null ? [row] : []));
  for (const [role, rows] of Map.groupBy(known, ({ personKind }) => personKind)) {
    const ids = [...new Set(rows.flatMap(({ personId }) => personId ?? []))];
    if (role !== null) await addPersonRoles(tx, ids.toSorted(), role);
  }
}

/** Answers the ids that were new and are written. */
async function write(tx: Tx, drafts: readonly Draft[]): Promise<ReadonlySet<string>> {
  const rows = (wanted: boolean): readonly ResponseDraft[] =>
    drafts.flatMap((draft) => (draft.row !== undefined && (draft.before === undefined) === wanted ? [draft.row] : []));
  const written = await insertResponses(tx, rows(true));
  await updateResponses(tx, rows(false));
  return written;
}

function isNew(draft: Draft): draft is Draft & { readonly row: ResponseDraft } {
  return draft.row !== undefined && draft.before === undefined;
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): readonly [T[], T[]] {
  const { yes = [], no = [] } = Object.groupBy(items, (item) => (test(item) ? "yes" : "no"));
  return [yes, no];
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
