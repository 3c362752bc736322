import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import { MailProblem } from "#platform/mail";
import type { Stores } from "#platform/stores";

import type { Policy } from "../contract.ts";
import { resetLockOut } from "../rules/lock-out.ts";
import { findCredential } from "../store/credentials.ts";
import { findPolicy, updatePolicyRow } from "../store/policy.ts";
import { attemptKey, takeAttempt } from "./attempts.ts";
import { recordAudit } from "./audit.ts";
import { testMail } from "./mails.ts";
import { readProvider } from "./single-sign-on.ts";
import { requireEverywhere, requirePermission } from "./viewers.ts";

type Asker = Pick<Call, "stores" | "viewer">;
interface WaysIn {
  readonly singleSignOn: { readonly label: string } | null;
  readonly resetsByMail: boolean;
  readonly passwordMinLength: number;
}

/** Ways to sign in here; for everybody. */
export async function readSignIn(stores: Stores): Promise<WaysIn> {
  const policy = await stores.postgres.read(findPolicy);
  const provider = await readProvider(stores);
  return {
    singleSignOn: provider === undefined ? null : { label: provider.settings.label },
    resetsByMail: stores.mail.isConfigured,
    passwordMinLength: policy.passwordMinLength,
  };
}

/** Rules of sign-in, and whether mail goes out. @throws Refusal `access.forbidden` */
export async function readPolicy({ stores, viewer }: Asker): Promise<{
  policy: Policy;
  mail: { isConfigured: boolean; hasPublicUrl: boolean };
}> {
  requirePermission(viewer, "access.manage");
  const policy = await stores.postgres.read(findPolicy);
  const mail = { isConfigured: stores.mail.isConfigured, hasPublicUrl: stores.config.publicUrl !== undefined };
  return { policy, mail };
}

/** Changes the rules of sign-in for everybody. @throws Refusal `access.forbidden`, `access.installation_only` */
export async function updatePolicy({ stores, viewer }: Asker, wanted: Policy): Promise<Policy> {
  requireEverywhere(viewer, "access.manage");
  const policy = { ...wanted, twoFactorRoles: [...new Set(wanted.twoFactorRoles)] };
  return stores.postgres.transaction(async (tx) => {
    await updatePolicyRow(tx, policy);
    await recordAudit(tx, viewer, {
      action: "access.sign_in_rules_changed",
      subjectKind: "organisation",
      subjectId: "sign-in",
      details: { ...policy },
    });
    return findPolicy(tx);
  });
}

/**
 * Sends a mail to one's own address.
 * @throws Refusal `access.forbidden`, `access.users_only`, `access.no_mail`, `access.mail_failed`,
 * `access.too_many_attempts`
 */
export async function sendTestMail({
  stores,
  viewer,
  language,
}: Asker & Pick<Call, "language">): Promise<{ ok: true }> {
  requirePermission(viewer, "access.manage");
  if (viewer.kind !== "user") throw new Refusal("access.users_only");
  if (!stores.mail.isConfigured) throw new Refusal("access.no_mail");
  await takeAttempt(stores, [attemptKey(stores, "reset", { text: `test ${viewer.id}`, lockOut: resetLockOut })]);
  const me = await stores.postgres.read((tx) => findCredential(tx, viewer.id));
  try {
    await stores.mail.send({ to: me?.email ?? "", ...testMail(language) });
  } catch (error) {
    if (error instanceof MailProblem) throw new Refusal("access.mail_failed", { reason: error.message });
    throw error;
  }
  return { ok: true };
}
