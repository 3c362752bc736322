import { sql, type Tx } from "#platform/postgres";

import type { Policy } from "../contract.ts";

/** The rules of sign-in. */
export function findPolicy(tx: Tx): Promise<Policy> {
  return tx.one<Policy>(
    sql.prepared(
      "access_find_policy",
      sql`select password_min_length as "passwordMinLength", session_idle_minutes as "sessionIdleMinutes",
        session_absolute_minutes as "sessionAbsoluteMinutes", two_factor_roles as "twoFactorRoles",
        trusted_device_days as "trustedDeviceDays", invitation_days as "invitationDays"
      from access_policy`,
    ),
  );
}

/** Replaces the rules of sign-in. */
export async function updatePolicyRow(tx: Tx, policy: Policy): Promise<void> {
  await tx.execute(sql`
    update access_policy set password_min_length = ${policy.passwordMinLength},
      session_idle_minutes = ${policy.sessionIdleMinutes}, session_absolute_minutes = ${policy.sessionAbsoluteMinutes},
      two_factor_roles = ${policy.twoFactorRoles}, trusted_device_days = ${policy.trustedDeviceDays},
      invitation_days = ${policy.invitationDays}`);
}
