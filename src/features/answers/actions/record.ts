import { hash } from "node:crypto";

import { readSettings, resolveReferences } from "#feature/organisation";
import type { Reference } from "#feature/organisation/contract";
import { readLink } from "#feature/surveys";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";
import { timeZones } from "#platform/time-zones";

import type { Response, Submission } from "../contract.ts";
import type { Writing } from "../rules/draft.ts";
import { refusal, type Entry, type Recorded } from "../rules/entry.ts";
import { prepare, type Circumstances, type LinkInUse, type Prepared, type SurveyInUse } from "../rules/prepare.ts";
import { referencesOf } from "../rules/references.ts";
import { settleGroups } from "./settling.ts";
import { surveysOf } from "./surveys-in-use.ts";
import type { UnresolvedCode } from "./unresolved.ts";

/** One submission on its way in. */
export interface Incoming {
  readonly submission: Submission;
  /** The caller's own id of the response; null makes a new one every time. */
  readonly key: string | null;
  readonly source: Response["source"];
  readonly importId: string | null;
}

/**
 * Writes submissions of any number and kind, each judged by itself, answers in the order they came. This is the only
 * way a response gets in: the page, the API and the imports all end here. `note` is given the codes that nothing is
 * known under, once for each new response that came with them.
 */
export async function recordInTransaction(
  tx: Tx,
  stores: Pick<Stores, "clock" | "random">,
  incoming: readonly Incoming[],
  note: (tx: Tx, codes: readonly UnresolvedCode[]) => Promise<void>,
): Promise<readonly Recorded[]> {
  const now = stores.clock.now();
  const ready = await prepareAll(tx, incoming, now);
  const entries = ready.flatMap((one) => ("prepared" in one ? one : []));

  const references = await resolveReferences(tx, referencesOf(entries.map(({ prepared }) => prepared.arrival.context)));
  const { timeZone } = await readSettings(tx);
  const writing: Writing = {
    now,
    newId: () => stores.random.uuid(),
    timeZone,
    referenceOf: (kind, code) => references.get(`${kind}:${code}`),
  };
  const settled = await settleGroups(tx, entries, writing);

  await note(tx, unresolvedIn(settled));
  return ready.map((one) => ("prepared" in one ? (settled.get(one) ?? never()) : one));
}

async function prepareAll(tx: Tx, incoming: readonly Incoming[], now: Date): Promise<readonly (Entry | Recorded)[]> {
  const surveyOf = await surveysOf(
    tx,
    incoming.map(({ submission }) => submission),
  );
  const zones = await timeZones(tx);
  const ready: (Entry | Recorded)[] = [];
  for (const one of incoming) {
    const survey = surveyOf(one.submission);
    const link = survey === undefined ? undefined : await linkOf(tx, one.submission.link, { survey, now });
    ready.push(prepareOne(one, { survey, link, now, zoneOf: zones.nameOf }));
  }
  return ready;
}

/** Undefined: no link was sent; null: it is unknown, has expired, or belongs to another survey. */
async function linkOf(
  tx: Tx,
  token: string | undefined,
  { survey, now }: { survey: SurveyInUse; now: Date },
): Promise<LinkInUse | null | undefined> {
  if (token === undefined) return undefined;
  const link = await readLink(tx, token, now);
  return link === undefined || link.surveyId !== survey.surveyId ? null : link;
}

function prepareOne(
  one: Incoming,
  found: Pick<Circumstances, "now" | "zoneOf"> & {
    readonly survey: SurveyInUse | undefined;
    readonly link: LinkInUse | null | undefined;
  },
): Entry | Recorded {
  const { survey, link, now, zoneOf } = found;
  if (survey === undefined) return refusal("answers.unknown_survey");
  if (link === null) return refusal("answers.link_unknown");

  const prepared = prepare(one.submission, { survey, source: one.source, link, now, zoneOf });
  if (!prepared.ok) return refusal(prepared.code, prepared.problems);
  return entryOf(one, prepared.value);
}

function entryOf({ submission, key, source, importId }: Incoming, prepared: Prepared): Entry {
  const token = submission.link;
  const rawKey = key ?? (token === undefined ? null : `link:${token}`);
  return {
    prepared,
    source,
    importId,
    submissionKey: rawKey === null ? null : keyOf(rawKey),
    link: token === undefined || rawKey === null ? null : { token, key: linkKeyOf(prepared.survey, key, rawKey) },
  };
}

/** The caller's id is hashed: it may be an address or a phone number, and a tombstone keeps it for ever. */
export function keyOf(rawKey: string): string {
  return hash("sha256", rawKey, "base64url").slice(0, 32);
}

/**
 * What the link remembers of its response. A page that opens the link again goes on under this key; for anonymous
 * surveys it is a hash that nobody can bring together with the hash in the response.
 */
function linkKeyOf(survey: SurveyInUse, key: string | null, rawKey: string): string {
  return survey.anonymous || key === null ? keyOf(`once:${rawKey}`) : key;
}

function unresolvedIn(settled: ReadonlyMap<Entry, Recorded>): readonly UnresolvedCode[] {
  return [...settled.values()]
    .flatMap((one) => (one.ok && one.receipt.result === "created" ? one.receipt.unresolved : []))
    .map(({ field, code }) => ({ kind: field as Reference["kind"], code }));
}

function never(): never {
  throw new Error("a submission was neither recorded nor refused");
}
