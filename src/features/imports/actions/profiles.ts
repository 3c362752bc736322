import { parse, stringify } from "yaml";

import { recordAudit, requireEverywhere } from "#feature/access";
import { Refusal } from "#kit/refusal";

import { profileSchema, type Profile } from "../contract.ts";
import { selectProfiles, upsertProfile } from "../store/profiles.ts";
import type { ImportCall } from "./upload.ts";

/** A saved profile with its YAML, as people keep it in files. */
export interface SavedProfile {
  readonly name: string;
  readonly profile: Profile;
  readonly yaml: string;
  readonly updatedAt: string;
}

/** Saved profiles by name. */
export async function listProfiles({
  stores,
  viewer,
}: ImportCall): Promise<{ items: SavedProfile[]; nextCursor: null }> {
  requireEverywhere(viewer, "imports.run");
  const rows = await stores.postgres.read(selectProfiles);
  const items = rows.map(({ name, profile, updatedAt }) => ({
    name,
    profile,
    yaml: profileYaml(profile),
    updatedAt: updatedAt.toISOString(),
  }));
  return { items, nextCursor: null };
}

/** Saves a profile written as YAML under a name. Refuses `imports.invalid_profile` with what is wrong where. */
export async function putProfile(
  { stores, viewer }: ImportCall,
  name: string,
  yaml: string,
): Promise<{ name: string; profile: Profile }> {
  requireEverywhere(viewer, "imports.run");
  const profile = { ...readProfileYaml(yaml), name };
  await stores.postgres.transaction(async (tx) => {
    await upsertProfile(tx, { name, profile, updatedAt: stores.clock.now() });
    await recordAudit(tx, viewer, {
      action: "imports.profile_saved",
      subjectKind: "import-profile",
      subjectId: name,
      details: {},
    });
  });
  return { name, profile };
}

/**
 * Reads a profile from YAML (or JSON, which is YAML).
 * @throws Refusal `imports.invalid_profile` naming each field that is wrong
 */
export function readProfileYaml(yaml: string): Profile {
  const parsed = profileSchema.safeParse(parseYaml(yaml));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({
    field: issue.path.join("."),
    code: issue.code,
    message: issue.message,
  }));
  throw new Refusal(
    "imports.invalid_profile",
    { problems: fields.map(({ field, message }) => `${field}: ${message}`).join("; ") },
    fields,
  );
}

/** The profile as YAML that `readProfileYaml` reads back the same. */
export function profileYaml(profile: Profile): string {
  return stringify(profile, { lineWidth: 100 });
}

function parseYaml(yaml: string): unknown {
  try {
    return parse(yaml, { maxAliasCount: 0 });
  } catch (error) {
    throw new Refusal("imports.invalid_profile", { problems: (error as Error).message.split("\n")[0] ?? "not YAML" });
  }
}
