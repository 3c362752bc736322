import type { z } from "zod";

import { productLanguages, type ProductLanguage } from "#kit/language";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";

import type { meSchema } from "../contract.ts";
import { findUser, updateProfile } from "../store/users.ts";
import { recordAudit } from "./audit.ts";
import { requirePermission, viewerOfUser } from "./viewers.ts";

type Asker = Pick<Call, "stores" | "viewer">;
type Me = z.infer<typeof meSchema>;

/** Who is asking and what they may do. @throws Refusal `access.not_signed_in` */
export async function readMe({ stores, viewer }: Asker): Promise<Me> {
  requirePermission(viewer, "signed-in");
  const user = viewer.kind === "user" ? await stores.postgres.read((tx) => findUser(tx, viewer.id)) : undefined;
  return meOf(viewer, user?.email ?? "");
}

/**
 * Changes one's own name or language.
 * @throws Refusal `access.not_signed_in`, `access.users_only`
 */
export async function updateMe(
  { stores, viewer }: Asker,
  wish: { readonly name?: string | undefined; readonly language?: ProductLanguage | undefined },
): Promise<Me> {
  requirePermission(viewer, "signed-in");
  if (viewer.kind !== "user") throw new Refusal("access.users_only");

  return stores.postgres.transaction(async (tx) => {
    await updateProfile(tx, viewer.id, { name: wish.name ?? null, language: wish.language ?? null });
    const user = await findUser(tx, viewer.id);
    if (user === undefined) throw new Refusal("access.not_signed_in");
    const fields = Object.keys(wish);
    const deed = { action: "access.profile_changed", subjectKind: "user", subjectId: viewer.id, details: { fields } };
    await recordAudit(tx, viewer, deed);
    return meOf(viewerOfUser(user, viewer.language), user.email);
  });
}

function meOf(viewer: Viewer, email: string): Me {
  return {
    id: viewer.id,
    name: viewer.name,
    email,
    kind: viewer.kind,
    permissions: [...viewer.permissions],
    units: viewer.units === "all" ? "all" : [...viewer.units],
    language: productLanguages.find((language) => language === viewer.language) ?? "en",
  };
}
