import { recordAudit, requirePermission, systemViewer } from "#feature/access";
import { nameReferences } from "#feature/organisation";
import type { PersonalData } from "#feature/people";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { StaffDetail, StaffFacts, StaffOutcome, StaffWish } from "../contract.ts";
import type { StaffRow } from "../store/listing.ts";
import { depersonalise, findMembersOf, lockManagers, moveReports } from "../store/members.ts";
import { putStaff } from "./put-staff.ts";
import { detailOf, visibleStaff } from "./reading.ts";
import { todayOf } from "./today.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/** Creates or changes one member of staff. @throws Refusal `access.forbidden` and the problems of `putStaff` */
export async function putOneStaff({ stores, viewer }: Asker, code: string, facts: StaffFacts): Promise<StaffDetail> {
  return stores.postgres.transaction(
    async (tx) => {
      const [outcome] = await putStaff(tx, { stores, viewer }, [{ ...facts, code }]);
      if (outcome?.ok !== true) throw refusalOf(outcome);
      return detailOf(tx, { stores, viewer }, code);
    },
    { retries: 3 },
  );
}

/** Many at once, each judged by itself. @throws Refusal `access.forbidden` */
export async function putManyStaff(
  { stores, viewer }: Asker,
  many: readonly StaffWish[],
): Promise<{ items: StaffOutcome[]; nextCursor: null }> {
  const items = await stores.postgres.transaction((tx) => putStaff(tx, { stores, viewer }, many), { retries: 3 });
  return { items: [...items], nextCursor: null };
}

/**
 * Somebody leaves. Their reports go to the successor, or stay without a manager, and `listGaps` tells of them. Done again
 * with the same day nothing changes.
 * @throws Refusal `access.forbidden`, `workforce.not_found`, `workforce.unknown_manager`, `workforce.manager_cycle`
 */
export async function leave(
  { stores, viewer }: Asker,
  code: string,
  { on, successor }: { readonly on: string; readonly successor: string | null },
): Promise<StaffDetail> {
  requirePermission(viewer, "staff.write");
  return stores.postgres.transaction(
    async (tx) => {
      await lockManagers(tx);
      const today = await todayOf(tx, stores);
      const leaver = await visibleStaff(tx, { viewer, today }, code);
      if (leaver === undefined) throw new Refusal("workforce.not_found");
      const next = successor === null ? null : await successorOf(tx, { viewer, today }, { leaver, successor });

      // A successor from among the reports first stands where the leaver stood.
      if (next !== null && next.manager?.code === leaver.code)
        await mustPut(
          await putStaff(tx, { stores, viewer }, [{ code: next.code, manager: leaver.manager?.code ?? null }]),
        );
      const handed = await moveReports(tx, leaver.id, next?.id ?? null);
      await mustPut(await putStaff(tx, { stores, viewer }, [{ code: leaver.code, leftOn: on }]));
      const details = { handed };
      await recordAudit(tx, viewer, {
        action: "workforce.left",
        subjectKind: "employee",
        subjectId: leaver.id,
        details,
      });
      return detailOf(tx, { stores, viewer }, leaver.code);
    },
    { retries: 3 },
  );
}

/** What is held about persons as colleagues. The composition root registers it. */
export const workforcePersonalData: PersonalData = {
  name: "staff",
  export: (tx, personId) => findMembersOf(tx, personId),
  erase: async (tx, personId) => {
    const members = await findMembersOf(tx, personId);
    await nameReferences(
      tx,
      systemViewer("erasure"),
      members.map(({ code }) => ({ kind: "employee", code, name: code })),
    );
    await depersonalise(
      tx,
      members.map(({ id }) => id),
    );
    return { erased: 0, kept: members.length };
  },
};

async function successorOf(
  tx: Tx,
  who: { readonly viewer: Viewer; readonly today: string },
  { leaver, successor }: { readonly leaver: StaffRow; readonly successor: string },
): Promise<StaffRow> {
  const next = await visibleStaff(tx, who, successor);
  if (next === undefined) throw refused("successor", "workforce.unknown_manager");
  if (next.id === leaver.id) throw refused("successor", "workforce.manager_cycle");
  return next;
}

async function mustPut(outcomes: readonly StaffOutcome[]): Promise<void> {
  const wrong = outcomes.find((outcome) => !outcome.ok);
  if (wrong !== undefined) throw refusalOf(wrong);
}

function refusalOf(outcome: StaffOutcome | undefined): Refusal {
  const [first = { field: "code", code: "workforce.not_found" }, ...others] =
    outcome === undefined || outcome.ok ? [] : outcome.errors;
  return new Refusal(
    first.code,
    {},
    [first, ...others].map(({ field, code }) => ({ field: `body.${field}`, code })),
  );
}

function refused(field: string, code: string): Refusal {
  return new Refusal(code, {}, [{ field: `body.${field}`, code }]);
}
