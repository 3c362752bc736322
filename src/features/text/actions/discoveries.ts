import { createHash } from "node:crypto";

import { actingViewer, recordAudit, requireEverywhere, requirePermission, unitScope } from "#feature/access";
import { wordsInReach } from "#feature/answers";
import { addDays } from "#feature/facts";
import type { Period } from "#feature/facts/contract";
import type { OperationInput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import { enqueue } from "#platform/jobs";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { Discoveries, DiscoveryKind, textOperations } from "../contract.ts";
import type { Found, OpenText } from "../rules/bench.ts";
import { canonicalJson } from "../rules/canonical.ts";
import { foundThings, thingKey } from "../rules/found-things.ts";
import { maskPersonalData } from "../rules/mask.ts";
import {
  deleteDismissed,
  ensureDiscovery,
  findDiscovery,
  finishDiscovery,
  forgetAdopted,
  putDismissed,
  requestDiscovery,
  selectDismissed,
  type DiscoveryQuestion,
  type DiscoveryRow,
  type KeptFound,
} from "../store/discoveries.ts";
import { readTextState } from "../store/state.ts";
import { selectNamedTexts, selectTexts, type ReachedText } from "../store/texts.ts";
import { hintOf } from "./code-texts.ts";
import { cut } from "./shown-text.ts";
import { workIn } from "./threads.ts";

type Asker = Pick<Call, "stores" | "viewer">;
type Wish = OperationInput<typeof textOperations.readDiscoveries>["body"];

export const discoverJobName = "text.discover";

/** Comments looked at, newest first: enough to see subjects. */
const mostTexts = 4000;
const [hour, stuckAfter, patience] = [3_600_000, 600_000, 60_000];

/**
 * What the codebook lacks: subjects of comments without a theme, terms that rise against the span of the same length
 * before, the same words again and again; of the newest 4,000 comments of the span that this viewer may read. Computed in
 * the background and kept for a day, or until the codebook changes and an hour has passed.
 * @throws Refusal `access.forbidden`, `answers.invalid`
 */
export async function readDiscoveries(
  asker: Asker,
  wish: Omit<Wish, "isAnew"> & Partial<Pick<Wish, "isAnew">>,
): Promise<Discoveries> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "answers.read");
  const row = await stores.postgres.transaction(async (tx) => {
    await wordsInReach(tx, viewer, requestOf(wish, wish.period));
    const { version } = await readTextState(tx);
    return requested(tx, asker, { wish, version });
  });
  return presentDiscoveries(asker, row);
}

async function requested(
  tx: Tx,
  { stores, viewer }: Asker,
  { wish, version }: { readonly wish: Parameters<typeof readDiscoveries>[1]; readonly version: number },
): Promise<DiscoveryRow> {
  const now = stores.clock.now();
  const by = { askedKind: viewer.kind, askedBy: viewer.id };
  const question: DiscoveryQuestion = { period: wish.period, where: wish.where };
  const row = await ensureDiscovery(tx, {
    id: stores.random.uuid(),
    key: discoveryKeyOf(viewer, question),
    question,
    ...by,
  });
  if (!isDue(row, version, now) && !(wish.isAnew === true && row.state === "ready")) return row;
  await requestDiscovery(tx, { id: row.id, ...by }, now);
  await enqueue(tx, discoverJobName, { id: row.id }, { jobKey: `${discoverJobName} ${row.id}` });
  return { ...row, state: "computing" };
}

function isDue({ state, requestedAt, computedAt, codebookVersion }: DiscoveryRow, version: number, now: Date): boolean {
  const since = (moment: Date) => now.getTime() - moment.getTime();
  if (state === "computing") return since(requestedAt) > stuckAfter;
  if (state === "failed") return since(requestedAt) > patience;
  if (computedAt === null) return true;
  return since(computedAt) > (codebookVersion === version ? 24 * hour : hour);
}

/** Who holds the same rights shares what was found. */
export function discoveryKeyOf(viewer: Viewer, question: DiscoveryQuestion): string {
  const units = unitScope(viewer, "answers.read");
  const scope = units === "all" ? units : units.toSorted();
  return createHash("sha256").update(canonicalJson({ scope, question })).digest("base64url");
}

/** Computes what was asked for, with the rights that whoever asked holds now. */
export async function carryOutDiscovery(stores: Stores, id: string): Promise<void> {
  const { postgres, clock } = stores;
  const row = await postgres.read((tx) => findDiscovery(tx, id));
  if (row === undefined || row.state !== "computing") return;
  const viewer = await actingViewer(stores, { kind: row.askedKind as Viewer["kind"], id: row.askedBy });
  if (viewer === undefined || !viewer.permissions.has("answers.read")) {
    return postgres.transaction((tx) => finishDiscovery(tx, id, null, clock.now()));
  }

  const { now, before, version } = await postgres.read(async (tx) => ({
    now: await textsOf(tx, viewer, row.question, row.question.period),
    before:
      row.question.period === undefined ? [] : await textsOf(tx, viewer, row.question, spanBefore(row.question.period)),
    version: (await readTextState(tx)).version,
  }));
  const found = await workIn("study", { kind: "discover", now: now.map(openText), before: before.map(openText) });
  const kept = keptOf(found, now);
  await postgres.transaction((tx) => finishDiscovery(tx, id, { found: kept, version }, clock.now()));
}

async function textsOf(
  tx: Tx,
  viewer: Viewer,
  question: DiscoveryQuestion,
  period: Period | undefined,
): Promise<readonly ReachedText[]> {
  return selectTexts(tx, await wordsInReach(tx, viewer, requestOf(question, period)), mostTexts);
}

function requestOf({ where }: DiscoveryQuestion, period: Period | undefined) {
  return {
    ...(where !== undefined && { where }),
    ...(period !== undefined && { from: period.from, to: period.to }),
  };
}

function openText({ text, language, codes }: ReachedText): OpenText {
  return { text, hint: hintOf(language), codes };
}

/** Only texts that stand as examples are named, and by their place among these. */
function keptOf(found: Found, now: readonly ReachedText[]): KeptFound {
  const all = [...found.topics, ...found.rising, ...found.repeated];
  const used = [...new Set(all.flatMap(({ examples }) => examples.slice(0, shownExamples)))];
  const placeOf = new Map(used.map((index, place) => [index, place]));
  const placed = <T extends { readonly examples: readonly number[] }>(things: readonly T[]) =>
    things.map((thing) => ({ ...thing, examples: thing.examples.flatMap((index) => placeOf.get(index) ?? []) }));
  const names = used.flatMap((index) => now[index] ?? []).map(({ responseId, question }) => ({ responseId, question }));
  return {
    n: now.length,
    uncoded: found.uncoded,
    topics: placed(found.topics),
    rising: placed(found.rising),
    repeated: placed(found.repeated),
    names,
    language: mostFrequent(now.map(({ language }) => hintOf(language) ?? "en")),
  };
}

const shownExamples = 5;

function mostFrequent(languages: readonly string[]): string {
  const counts = Map.groupBy(languages, (language) => language);
  return [...counts].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0] ?? "en";
}

function spanBefore({ from, to }: Period): Period {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  return { from: addDays(from, -days), to: addDays(from, -1) };
}

/** What was found, with the examples that this viewer may read. */
export async function presentDiscoveries({ stores, viewer }: Asker, row: DiscoveryRow): Promise<Discoveries> {
  const { id, state, computedAt, found } = row;
  const empty = { n: 0, uncoded: 0, topics: [], rising: [], repeated: [] };
  const base = { id, state, computedAt: computedAt?.toISOString() ?? null };
  if (found === null) return { ...base, ...empty };
  const { texts, dismissed } = await stores.postgres.read(async (tx) => ({
    texts: await selectNamedTexts(tx, await wordsInReach(tx, viewer), found.names),
    dismissed: new Set(await selectDismissed(tx)),
  }));
  const textOf = new Map(
    texts.map((one) => [`${one.responseId} ${one.question}`, cut(maskPersonalData(one.text).text)]),
  );
  const examplesOf = (places: readonly number[]) =>
    places.flatMap((place) => {
      const name = found.names[place];
      const text = name && textOf.get(`${name.responseId} ${name.question}`);
      return name === undefined || text === undefined ? [] : [{ ...name, text }];
    });
  const isDismissed = (kind: DiscoveryKind, label: string) => dismissed.has(printOf(kind, label));
  return { ...base, ...foundThings(found, { examplesOf, adopted: row.adopted, isDismissed }) };
}

/**
 * Puts something that was found away for good, or takes that back, and that it became a theme too; themes stay as they
 * are.
 * @throws Refusal `access.forbidden`, `text.no_such_discovery`
 */
export async function markDiscovery(
  asker: Asker,
  { params: { id }, body }: OperationInput<typeof textOperations.markDiscovery>,
): Promise<Discoveries> {
  const { stores, viewer } = asker;
  requireEverywhere(viewer, "themes.write");
  requirePermission(viewer, "answers.read");
  const row = await stores.postgres.read((tx) => findDiscovery(tx, id));
  if (row === undefined || row.key !== discoveryKeyOf(viewer, row.question))
    throw new Refusal("text.no_such_discovery");
  const label = labelOf(await presentDiscoveries(asker, row), body);
  if (label === undefined) throw new Refusal("text.no_such_discovery");
  const marked = await stores.postgres.transaction(async (tx) => {
    const print = printOf(body.kind, label);
    await (body.isDismissed ? putDismissed(tx, print, stores.clock.now()) : deleteDismissed(tx, print));
    if (!body.isDismissed) await forgetAdopted(tx, id, thingKey(body.kind, body.index));
    const action = body.isDismissed ? "text.discovery_dismissed" : "text.discovery_brought_back";
    await recordAudit(tx, viewer, { action, subjectKind: "discovery", subjectId: id, details: { kind: body.kind } });
    return findDiscovery(tx, id);
  });
  return presentDiscoveries(asker, marked ?? row);
}

function labelOf(
  found: Discoveries,
  { kind, index }: { readonly kind: DiscoveryKind; readonly index: number },
): string | undefined {
  if (kind === "topics") return found.topics[index]?.name;
  return kind === "rising" ? found.rising[index]?.term : found.repeated[index]?.text;
}

/** What a thing is known by when it is found again; of texts that repeat no word is kept. */
function printOf(kind: DiscoveryKind, label: string): string {
  return createHash("sha256").update(`${kind} ${label.toLowerCase()}`).digest("base64url");
}
