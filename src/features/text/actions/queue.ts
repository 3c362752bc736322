import { recordAudit, requirePermission } from "#feature/access";
import { wordsInReach } from "#feature/answers";
import type { OperationInput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { textOperations, TextToCode } from "../contract.ts";
import { readCode } from "../rules/coding.ts";
import { interleave } from "../rules/interleave.ts";
import {
  countSince,
  findLastCoding,
  findLease,
  lease,
  releaseLeases,
  selectForSecond,
  selectToCode,
  selectUnknown,
  skipHeld,
  undoPersonCoding,
  writePersonCoding,
  type QueuedName,
  type TextName,
} from "../store/coders.ts";
import { lockResponse, selectCodings, summariseCodings, type StandingCoding } from "../store/codings.ts";
import { selectThemes } from "../store/themes.ts";
import { shownText, type ShownText } from "./shown-text.ts";

type Asker = Pick<Call, "stores" | "viewer">;
type CodedBody = OperationInput<typeof textOperations.codeText>["body"];
type Coded = Omit<CodedBody, "holding"> & Partial<Pick<CodedBody, "holding">>;

/** What a coder sees next, how many texts of the queue nobody has coded, and how many this coder did within the last hour. */
export interface Next {
  readonly text: TextToCode | null;
  readonly left: number;
  readonly codedThisHour: number;
}

/** What the coder has on the screen besides, and whether the rest of what is held is put aside. */
interface Wish {
  readonly skip?: boolean;
  readonly holding?: readonly TextName[];
}

const minutes = 60_000;
const hour = 60 * minutes;
const [leaseFor, skipFor] = [10 * minutes, 30 * 24 * 60 * minutes];
const queueLength = 60;
/** One text in so many is of those the machine knows nothing of. */
const unknownEvery = 6;
/** Share of texts that are served a second time, to see how well people agree. */
const secondShare = 0.05;

/**
 * The comment on which this coder's word helps most, held for ten minutes: least certain first, turns between the codes,
 * never one that somebody else looks at or that the coder may not read. One in twenty is one that somebody else coded,
 * shown as if nobody had. `skip` puts the one in hand aside for this coder. What is in `holding` stays held and does not
 * come again.
 * @throws Refusal `access.forbidden`, `access.users_only`
 */
export async function nextToCode(asker: Asker, { skip = false, holding = [] }: Wish): Promise<Next> {
  const { stores, viewer } = asker;
  requireCoder(viewer);
  const now = stores.clock.now();
  const isSecondTurn = stores.random.next() < secondShare;
  const until = new Date(now.getTime() + leaseFor);
  const { queue, codedThisHour } = await stores.postgres.transaction(async (tx) => {
    if (skip) await skipHeld(tx, { userId: viewer.id, holding }, new Date(now.getTime() + skipFor));
    await releaseLeases(tx, { userId: viewer.id, holding }, until);
    const there = await queueOf(tx, asker, { isSecondTurn, now });
    return {
      queue: there.filter((one) => !holding.some((held) => isSameText(held, one))),
      codedThisHour: await countSince(tx, viewer.id, new Date(now.getTime() - hour)),
    };
  });

  for (const name of queue) {
    const shown = await shownText(asker, name);
    if (shown === undefined) continue;
    const taken = await stores.postgres.transaction((tx) => lease(tx, { ...name, userId: viewer.id, until }, now));
    if (!taken) continue;
    return { text: asServed(shown, name), left: queue.length, codedThisHour };
  }
  return { text: null, left: 0, codedThisHour };
}

/**
 * Notes what a comment is about and hands out the next one. The same from the same person again changes nothing.
 * @throws Refusal `access.forbidden`, `access.users_only`, `text.no_such_text`, `text.unknown_theme`, `text.coded_elsewhere`
 */
export async function codeText(asker: Asker, { body }: { readonly body: Coded }): Promise<Next> {
  const { stores, viewer } = asker;
  requireCoder(viewer);
  if ((await shownText(asker, body)) === undefined) throw new Refusal("text.no_such_text");
  await stores.postgres.transaction((tx) => writeCoding(tx, asker, body), { retries: 5 });
  return nextToCode(asker, { holding: body.holding ?? [] });
}

/** Takes this coder's last coding back and shows that comment again. @throws Refusal `text.nothing_to_undo` */
export async function undoCoding(asker: Asker, { holding = [] }: Pick<Wish, "holding"> = {}): Promise<Next> {
  const { stores, viewer } = asker;
  requireCoder(viewer);
  const now = stores.clock.now();
  const until = new Date(now.getTime() + leaseFor);
  const { undone, codedThisHour } = await stores.postgres.transaction(async (tx) => {
    const last = await findLastCoding(tx, viewer.id);
    if (last === undefined || !(await lockResponse(tx, last.responseId))) throw new Refusal("text.nothing_to_undo");
    await undoPersonCoding(tx, last, now);
    await summariseCodings(tx, [last.responseId]);
    await releaseLeases(tx, { userId: viewer.id, holding }, until);
    await lease(tx, { ...last, userId: viewer.id, until }, now);
    await audit(tx, viewer, { action: "text.coding_undone", responseId: last.responseId, question: last.question });
    return { undone: last, codedThisHour: await countSince(tx, viewer.id, new Date(now.getTime() - hour)) };
  });
  const shown = await shownText(asker, undone);
  if (shown === undefined) return nextToCode(asker, { holding });
  return { text: asServed(shown, undone), left: 1, codedThisHour };
}

function isSameText(one: TextName, other: TextName): boolean {
  return one.responseId === other.responseId && one.question === other.question;
}

/** Whoever codes a text a second time does not see what the first one said. */
function asServed({ text, coding }: ShownText, { isSecond }: QueuedName): TextToCode {
  return isSecond ? { ...text, codes: [...coding.machineCodes] } : text;
}

async function queueOf(
  tx: Tx,
  { viewer }: Asker,
  { isSecondTurn, now }: { readonly isSecondTurn: boolean; readonly now: Date },
): Promise<readonly QueuedName[]> {
  const ask = { userId: viewer.id, now, reach: await wordsInReach(tx, viewer), limit: queueLength };
  const second = isSecondTurn ? await selectForSecond(tx, { ...ask, limit: 3 }) : [];
  const nearest = await selectToCode(tx, ask);
  const unknown = await selectUnknown(tx, { ...ask, limit: queueLength / unknownEvery });
  return [...second, ...interleave(nearest, unknown, unknownEvery)];
}

async function writeCoding(tx: Tx, { stores, viewer }: Asker, body: Coded): Promise<void> {
  const { responseId, question } = body;
  const coding = await heldCoding(tx, body);
  const codes = [...new Set(body.codes)].toSorted();
  await requireThemes(tx, codes);
  if (await isAgain(tx, viewer, { body, coding, codes })) return;
  if (coding.revision !== body.revision) throw new Refusal("text.coded_elsewhere");

  const isSecond = (await findLease(tx, body, viewer.id))?.isSecond ?? false;
  const at = stores.clock.now();
  const written = { id: stores.random.uuid(), responseId, question, userId: viewer.id, codes, at, isSecond };
  await writePersonCoding(tx, written);
  if (!isSecond) await summariseCodings(tx, [responseId]);
  const deed = { action: "text.coded", responseId, question, codes, before: coding.personCodes, isSecond };
  await audit(tx, viewer, deed);
}

/** How the text is coded, held until the transaction ends. @throws Refusal `text.no_such_text` */
async function heldCoding(tx: Tx, { responseId, question }: Coded): Promise<StandingCoding> {
  const isThere = await lockResponse(tx, responseId);
  const codings = isThere ? await selectCodings(tx, [responseId]) : [];
  const coding = codings.find((one) => one.question === question);
  if (coding === undefined) throw new Refusal("text.no_such_text");
  return coding;
}

/** Whether this person said just the same of this text a moment ago: sent twice, it counts once. */
async function isAgain(
  tx: Tx,
  viewer: Viewer,
  { body, coding, codes }: { readonly body: Coded; readonly coding: StandingCoding; readonly codes: readonly string[] },
): Promise<boolean> {
  const last = await findLastCoding(tx, viewer.id);
  const isOfThis = last?.responseId === body.responseId && last.question === body.question;
  if (!isOfThis) return false;
  return last.isSecond || (coding.revision === body.revision + 1 && coding.personCodes?.join() === codes.join());
}

/** @throws Refusal `text.unknown_theme` */
async function requireThemes(tx: Tx, codes: readonly string[]): Promise<void> {
  const known = new Set((await selectThemes(tx)).map(({ key }) => key));
  const unknown = codes.map((code) => readCode(code)?.theme ?? code).find((key) => !known.has(key));
  if (unknown !== undefined) throw new Refusal("text.unknown_theme", { key: unknown });
}

async function audit(
  tx: Tx,
  viewer: Viewer,
  { action, responseId, ...details }: Pick<QueuedName, "responseId" | "question"> & { readonly action: string },
): Promise<void> {
  await recordAudit(tx, viewer, { action, subjectKind: "response", subjectId: responseId, details });
}

/** Codings carry the name of who made them, so only people make them. */
function requireCoder(viewer: Viewer): void {
  requirePermission(viewer, "themes.code");
  requirePermission(viewer, "answers.read");
  if (viewer.kind !== "user") throw new Refusal("access.users_only");
}
