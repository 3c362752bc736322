import type { Permission } from "#kit/operation";

import { useMe, type Me } from "../api/queries.ts";

/** A page of the settings. */
export interface Section {
  readonly to: string;
  /** Key of the `web` texts. */
  readonly text: string;
  readonly permission?: Permission;
}

const sections: readonly Section[] = [
  { to: "/settings/organisation", text: "settings.organisation", permission: "organisation.read" },
  { to: "/settings/measurement", text: "settings.measurement", permission: "organisation.read" },
  { to: "/settings/unit-kinds", text: "settings.unitKinds", permission: "organisation.read" },
  { to: "/settings/calendars", text: "settings.calendars", permission: "organisation.read" },
  { to: "/settings/codes", text: "settings.codes", permission: "organisation.read" },
  { to: "/settings/users", text: "settings.users", permission: "access.read" },
  { to: "/settings/roles", text: "settings.roles", permission: "access.read" },
  { to: "/settings/invitations", text: "settings.invitations", permission: "access.manage" },
  { to: "/settings/sign-in", text: "settings.signIn", permission: "access.manage" },
  { to: "/settings/keys", text: "settings.keys", permission: "access.manage" },
  { to: "/settings/audit", text: "settings.audit", permission: "audit.read" },
  { to: "/settings/delegations", text: "settings.delegations" },
  { to: "/settings/profile", text: "settings.profile" },
  { to: "/settings/about", text: "settings.about" },
];

/** The pages of the settings that are open to somebody, in their order. */
export function sectionsFor(me: Pick<Me, "permissions"> | undefined): readonly Section[] {
  return sections.filter(({ permission }) => permission === undefined || me?.permissions.includes(permission) === true);
}

/** The pages of the settings that are open to the reader. */
export function useSettingsSections(): readonly Section[] {
  return sectionsFor(useMe());
}
