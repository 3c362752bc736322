import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { CodingState, Recoding } from "../contract.ts";
import { countCodings, countWithWords } from "../store/codings.ts";
import { countUntrained, listTrainings } from "../store/models.ts";
import { insertRecoding, readRecodings, requestCancel, type RecodingRow } from "../store/recoding.ts";
import { readTextState } from "../store/state.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/** How far coding is. @throws Refusal `access.forbidden` */
export async function readCodingState({ stores, viewer }: Asker): Promise<CodingState> {
  requirePermission(viewer, "insight.read");
  return stores.postgres.read(async (tx) => {
    const state = await readTextState(tx);
    const { running, last } = await readRecodings(tx);
    const [newest] = await listTrainings(tx, 1);
    return {
      ...(await countCodings(tx)),
      recoding: running === undefined ? null : shownRecoding(running),
      lastRecoding: last === undefined ? null : shownRecoding(last),
      isRecodingDue: running === undefined && state.codedVersion < state.version,
      trainedAt: newest?.trainedAt.toISOString() ?? null,
      isTraining: state.trainingSince !== null,
      untrained: (await countUntrained(tx)).n,
    };
  });
}

/**
 * Has every comment of the past coded by the codebook as it is now; while one runs, that one goes on.
 * @throws Refusal `access.forbidden`
 */
export async function recode(asker: Asker): Promise<CodingState> {
  const { stores, viewer } = asker;
  requireEverywhere(viewer, "themes.write");
  await stores.postgres.transaction(async (tx) => {
    await beginRecoding(tx, stores, viewer);
    await recordAudit(tx, viewer, { action: "text.recoding_began", subjectKind: "codebook", subjectId: "codebook" });
  });
  return readCodingState(asker);
}

/** Stops coding the past anew after the current batch; what was done stays. @throws Refusal `access.forbidden` */
export async function cancelRecode(asker: Asker): Promise<CodingState> {
  const { stores, viewer } = asker;
  requireEverywhere(viewer, "themes.write");
  await stores.postgres.transaction(async (tx) => {
    if (!(await requestCancel(tx))) return;
    await recordAudit(tx, viewer, { action: "text.recoding_ended", subjectKind: "codebook", subjectId: "codebook" });
  });
  return readCodingState(asker);
}

/** Sets a recoding going within the transaction that makes it needed. Call it with the text state locked or untouched. */
export async function beginRecoding(
  tx: Tx,
  { random, clock }: Pick<Stores, "random" | "clock">,
  { kind, id }: Pick<Viewer, "kind" | "id">,
): Promise<void> {
  const { version } = await readTextState(tx);
  const total = await countWithWords(tx);
  await insertRecoding(tx, { id: random.uuid(), version, total, by: `${kind}:${id}`, at: clock.now() });
}

function shownRecoding({ id, state, done, changed, total, startedAt, finishedAt }: RecodingRow): Recoding {
  return {
    id,
    state,
    done,
    changed,
    total: Math.max(done, total),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
