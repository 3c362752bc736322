import { createHash } from "node:crypto";

import type { Staff } from "#feature/workforce/contract";

import { schemas, type Json } from "./user.ts";

/** What an identity provider said of a member of staff, as far as it is kept. */
export interface Told {
  readonly userName?: string | undefined;
  readonly externalId?: string | null | undefined;
  readonly givenName?: string | null | undefined;
  readonly familyName?: string | null | undefined;
}

/** What a user is shown with: the ids of managers by their code, and the day it is. */
export interface Around {
  readonly leaders: ReadonlyMap<string, string>;
  readonly today: string;
}

/** A member of staff as a User of RFC 7643. */
export function userResource(member: Staff & { readonly id: string }, told: Told, around: Around): Json {
  const { id, code, name, email, position, leftOn, languages } = member;
  const [language] = languages;
  const resource = {
    schemas: [schemas.user, schemas.enterprise],
    id,
    externalId: told.externalId ?? code,
    userName: told.userName ?? email ?? code,
    name: { formatted: name, givenName: told.givenName ?? undefined, familyName: told.familyName ?? undefined },
    displayName: name,
    emails: email === null ? undefined : [{ value: email, type: "work", primary: true }],
    title: position || undefined,
    preferredLanguage: language,
    active: leftOn === null || leftOn > around.today,
    [schemas.enterprise]: enterpriseOf(member, around),
  };
  return withVersion(resource, { type: "User", location: `/scim/v2/Users/${id}` });
}

function enterpriseOf({ code, unit, manager }: Staff, { leaders }: Around): Json {
  const leader = manager === null ? undefined : { value: leaders.get(manager.code), displayName: manager.name };
  return { employeeNumber: code, department: unit?.code, manager: leader };
}

/** A unit as a Group. */
export function groupResource({
  id,
  code,
  name,
  parent,
}: {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly parent: { readonly id: string; readonly code: string } | null;
}): Json {
  const resource = {
    schemas: [schemas.group, schemas.unit],
    id,
    externalId: code,
    displayName: name,
    [schemas.unit]: { parent: parent === null ? null : { value: parent.id, externalId: parent.code } },
  };
  return withVersion(resource, { type: "Group", location: `/scim/v2/Groups/${id}` });
}

/** Without what is not there, so that the same is always told alike; with a version that changes with it. */
function withVersion(resource: Json, { type, location }: { readonly type: string; readonly location: string }): Json {
  const text = JSON.stringify(resource);
  const version = `W/"${createHash("sha1").update(text).digest("base64url")}"`;
  return { ...(JSON.parse(text) as Json), meta: { resourceType: type, location, version } };
}

/** The version of a resource, for ETag and If-Match. */
export function versionIn(resource: Json): string {
  return (resource["meta"] as { version: string }).version;
}
