import type { z } from "zod";

import { productLanguages, type ProductLanguage } from "#kit/language";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";

import { homePages, type HomePage, type meSchema } from "../contract.ts";
import { findPreferences, updatePreferences, type Preferences } from "../store/preferences.ts";
import { findUser, updateProfile } from "../store/users.ts";
import { recordAudit } from "./audit.ts";
import { requirePermission } from "./viewers.ts";

type Asker = Pick<Call, "stores" | "viewer">;
type Me = z.infer<typeof meSchema>;

/** Who is asking and what they may do. @throws Refusal `access.not_signed_in` */
export async function readMe({ stores, viewer }: Asker): Promise<Me> {
  requirePermission(viewer, "signed-in");
  if (viewer.kind !== "user") return meOf(viewer, "", noPreferences);
  return stores.postgres.read(async (tx) => {
    const user = await findUser(tx, viewer.id);
    return meOf(viewer, user?.email ?? "", await findPreferences(tx, viewer.id));
  });
}

/**
 * Changes one's own name, language, time zone or first page.
 * @throws Refusal `access.not_signed_in`, `access.users_only`
 */
export async function updateMe(
  { stores, viewer }: Asker,
  wish: {
    readonly name?: string | undefined;
    readonly language?: ProductLanguage | undefined;
    readonly timeZone?: string | null | undefined;
    readonly home?: HomePage | null | undefined;
  },
): Promise<Me> {
  requirePermission(viewer, "signed-in");
  if (viewer.kind !== "user") throw new Refusal("access.users_only");

  return stores.postgres.transaction(async (tx) => {
    await updateProfile(tx, viewer.id, { name: wish.name ?? null, language: wish.language ?? null });
    await updatePreferences(tx, viewer.id, wish);
    const user = await findUser(tx, viewer.id);
    if (user === undefined) throw new Refusal("access.not_signed_in");
    const fields = Object.keys(wish);
    const deed = { action: "access.profile_changed", subjectKind: "user", subjectId: viewer.id, details: { fields } };
    await recordAudit(tx, viewer, deed);
    const now = { ...viewer, name: user.name, language: user.language ?? viewer.language };
    return meOf(now, user.email, await findPreferences(tx, viewer.id));
  });
}

const noPreferences: Preferences = { timeZone: null, home: null };

function meOf(viewer: Viewer, email: string, { timeZone, home }: Preferences): Me {
  return {
    id: viewer.id,
    name: viewer.name,
    email,
    kind: viewer.kind,
    permissions: [...viewer.permissions],
    units: viewer.units === "all" ? "all" : [...viewer.units],
    language: productLanguages.find((language) => language === viewer.language) ?? "en",
    roles: [...new Set(viewer.grants.map((grant) => grant.role))],
    employee: viewer.employee,
    timeZone,
    home: homePages.find((page) => page === home) ?? null,
  };
}
