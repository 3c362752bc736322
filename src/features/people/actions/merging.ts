import { recordAudit } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { Choices } from "../contract.ts";
import { endMerge, findMerge, insertMerge, releaseMerged } from "../store/merges.ts";
import { lockWithMembers, rootsOf } from "../store/persons.ts";
import { putApart } from "../store/suggestions.ts";
import { compose, composeAbove } from "./composing.ts";
import { answersOfPersons } from "./sources.ts";

/** A merge to carry out. */
export interface MergeWish {
  /** Id of the merge. */
  readonly id: string;
  readonly survivorId: string;
  readonly mergedId: string;
  readonly choices?: Choices;
  /** `manual`, `suggestion`, or the reason of the rule. */
  readonly reason: string;
  readonly batchId?: string;
}

/**
 * Makes two persons one. Nothing is copied or deleted: the merged person goes under the survivor, with everybody below
 * them. Waits for answers that are just arriving for either, and answers that come later wait for this.
 * @throws Refusal `people.not_found` when either is gone, `people.same_person` when they are one already
 */
export async function mergeInTransaction(tx: Tx, viewer: Viewer, wish: MergeWish): Promise<{ survivorId: string }> {
  const { survivorId, mergedId, members } = await lockPair(tx, wish.survivorId, wish.mergedId);
  const moved = members.filter(({ root }) => root === mergedId).map(({ id }) => id);

  await insertMerge(tx, {
    id: wish.id,
    survivorId,
    mergedId,
    choices: wish.choices ?? {},
    reason: wish.reason,
    batchId: wish.batchId ?? null,
    actor: viewer,
  });
  await compose(tx, survivorId);
  await answersOfPersons()?.respondentsChanged(tx, moved);

  const details = { mergedId, mergeId: wish.id, reason: wish.reason };
  await recordAudit(tx, viewer, { action: "people.merged", subjectKind: "person", subjectId: survivorId, details });
  return { survivorId };
}

/**
 * Makes them two again, exactly as each of them was: what came meanwhile stays with whom it came by. They are not merged
 * by themselves again. Answers undefined when the merge does not stand any more.
 */
export async function undoInTransaction(
  tx: Tx,
  viewer: Viewer,
  mergeId: string,
): Promise<{ survivorId: string; mergedId: string } | undefined> {
  const merge = await lockMerge(tx, mergeId);
  if (merge === undefined || !(await endMerge(tx, mergeId))) return undefined;
  const { survivorId, mergedId } = merge;

  const moved = await releaseMerged(tx, mergedId);
  await compose(tx, survivorId);
  await composeAbove(tx, mergedId);
  await putApart(tx, survivorId, mergedId);
  await answersOfPersons()?.respondentsChanged(tx, moved);

  const details = { mergedId, mergeId };
  await recordAudit(tx, viewer, {
    action: "people.merge_undone",
    subjectKind: "person",
    subjectId: survivorId,
    details,
  });
  return { survivorId, mergedId };
}

interface Pair {
  readonly survivorId: string;
  readonly mergedId: string;
  readonly members: readonly { readonly id: string; readonly root: string }[];
}

/**
 * Holds everybody of both sides, in the order of their ids so that no two merges wait for each other. Who is on top may
 * have changed while it was waited for; then all are let go and it is tried again with whoever is now.
 */
async function lockPair(tx: Tx, one: string, other: string): Promise<Pair> {
  for (let round = 0; round < rounds; round += 1) {
    const roots = await rootsOf(tx, [one, other]);
    const [survivorId, mergedId] = [roots.get(one), roots.get(other)];
    if (survivorId === undefined || mergedId === undefined) throw new Refusal("people.not_found");
    if (survivorId === mergedId) throw new Refusal("people.same_person");

    const members = await lockIf(tx, [survivorId, mergedId], (held) => areOnTop(held, [survivorId, mergedId]));
    if (members !== undefined) return { survivorId, mergedId, members };
  }
  throw new Error("Persons keep being merged while they are merged; the transaction may be tried again.");
}

type Members = Pair["members"];

function areOnTop(members: Members, ids: readonly string[]): boolean {
  return ids.every((id) => members.some((member) => member.id === id && member.root === id));
}

/** Holds these persons with everybody merged into them if they are as expected then; else holds nobody. */
async function lockIf(
  tx: Tx,
  ids: readonly string[],
  isExpected: (members: Members) => boolean,
): Promise<Members | undefined> {
  const notNow = new Error("not as expected");
  try {
    return await tx.savepoint(async (inner) => {
      const members = await lockWithMembers(inner, ids);
      if (!isExpected(members)) throw notNow;
      return members;
    });
  } catch (error) {
    if (error === notNow) return undefined;
    throw error;
  }
}

async function lockMerge(tx: Tx, mergeId: string): Promise<{ survivorId: string; mergedId: string } | undefined> {
  for (let round = 0; round < rounds; round += 1) {
    const merge = await findMerge(tx, mergeId);
    if (merge === undefined) return undefined;
    const top = (await rootsOf(tx, [merge.survivorId])).get(merge.survivorId);
    if (top === undefined) return undefined;
    const isBelow = (members: Members) => members.some(({ id, root }) => id === merge.mergedId && root === top);
    if ((await lockIf(tx, [top], isBelow)) !== undefined) return merge;
  }
  throw new Error("Persons keep being merged while it is undone; the transaction may be tried again.");
}

const rounds = 5;
