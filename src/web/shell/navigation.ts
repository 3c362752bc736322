import {
  IconAdjustmentsBolt,
  IconArrowsDiff,
  IconBellRinging,
  IconChartDots,
  IconCoffee,
  IconFileImport,
  IconForms,
  IconHeartHandshake,
  IconHelp,
  IconListDetails,
  IconLayoutDashboard,
  IconMap2,
  IconMessages,
  IconScale,
  IconSettings,
  IconTelescope,
  IconSitemap,
  IconSwords,
  IconTags,
  IconUsersGroup,
  IconUsers,
  type TablerIcon,
} from "@tabler/icons-react";

import type { Permission } from "#kit/operation";

import type { Me } from "../api/queries.ts";

/** A page that the navigation leads to. `text` is a key of the `web` texts; `keepsFilter`: the filter goes along. */
export interface Destination {
  readonly to:
    | "/overview"
    | "/morning"
    | "/my-work"
    | "/answers"
    | "/surveys"
    | "/imports"
    | "/help"
    | "/settings"
    // Pages of other slices; the router checks each where it is declared.
    | (string & {});
  readonly text: string;
  readonly icon: TablerIcon;
  readonly permission: Permission | "signed-in";
  readonly keepsFilter: boolean;
  /** For whom it is of use, beyond the permission; absent: for everybody who has it. */
  readonly isFor?: (me: Me) => boolean;
}

const morning: Destination = {
  to: "/morning",
  text: "nav.morning",
  icon: IconCoffee,
  permission: "answers.read",
  keepsFilter: false,
};

const ownWork: Destination = {
  to: "/my-work",
  text: "nav.ownWork",
  icon: IconHeartHandshake,
  permission: "own.read",
  keepsFilter: false,
  isFor: (me) => me.employee !== null || me.permissions.length === 1,
};

const overview: Destination = {
  to: "/overview",
  text: "nav.overview",
  icon: IconChartDots,
  permission: "insight.read",
  keepsFilter: true,
};

const explore: Destination = {
  to: "/explore",
  text: "nav.explore",
  icon: IconTelescope,
  permission: "insight.read",
  keepsFilter: true,
};

const drivers: Destination = {
  to: "/drivers",
  text: "nav.drivers",
  icon: IconAdjustmentsBolt,
  permission: "insight.read",
  keepsFilter: true,
};

const changes: Destination = {
  to: "/changes",
  text: "nav.changes",
  icon: IconArrowsDiff,
  permission: "insight.read",
  keepsFilter: true,
};

const pain: Destination = {
  to: "/pain",
  text: "nav.pain",
  icon: IconMap2,
  permission: "insight.read",
  keepsFilter: true,
};

const themes: Destination = {
  to: "/themes",
  text: "nav.themes",
  icon: IconTags,
  permission: "insight.read",
  keepsFilter: true,
};

/** For who codes comments without seeing figures; others find it among the themes. */
const coding: Destination = {
  to: "/themes/coding",
  text: "nav.coding",
  icon: IconTags,
  permission: "themes.code",
  keepsFilter: false,
  isFor: (me) => !me.permissions.includes("insight.read"),
};

const problems: Destination = {
  to: "/problems",
  text: "nav.problems",
  icon: IconListDetails,
  permission: "insight.read",
  keepsFilter: true,
};

const dashboards: Destination = {
  to: "/dashboards",
  text: "nav.dashboards",
  icon: IconLayoutDashboard,
  permission: "insight.read",
  keepsFilter: false,
};

const alerts: Destination = {
  to: "/alerts",
  text: "nav.alerts",
  icon: IconBellRinging,
  permission: "insight.read",
  keepsFilter: false,
};

const answers: Destination = {
  to: "/answers",
  text: "nav.answers",
  icon: IconMessages,
  permission: "answers.read",
  keepsFilter: true,
};

const sampling: Destination = {
  to: "/sampling",
  text: "nav.sampling",
  icon: IconScale,
  permission: "insight.read",
  keepsFilter: true,
};

const competitors: Destination = {
  to: "/competitors",
  text: "nav.competitors",
  icon: IconSwords,
  permission: "insight.read",
  keepsFilter: true,
};

const surveys: Destination = {
  to: "/surveys",
  text: "nav.surveys",
  icon: IconForms,
  permission: "surveys.read",
  keepsFilter: false,
};

const people: Destination = {
  to: "/people",
  text: "nav.people",
  icon: IconUsers,
  permission: "people.read",
  keepsFilter: false,
};

const imports: Destination = {
  to: "/imports",
  text: "nav.imports",
  icon: IconFileImport,
  permission: "imports.run",
  keepsFilter: false,
};

const organisation: Destination = {
  to: "/organisation",
  text: "nav.organisation",
  icon: IconSitemap,
  permission: "organisation.read",
  keepsFilter: false,
};

const staff: Destination = {
  to: "/staff",
  text: "nav.staff",
  icon: IconUsersGroup,
  permission: "staff.read",
  keepsFilter: false,
};

const help: Destination = {
  to: "/help",
  text: "nav.help",
  icon: IconHelp,
  permission: "signed-in",
  keepsFilter: false,
};

const settings: Destination = {
  to: "/settings",
  text: "nav.settings",
  icon: IconSettings,
  permission: "signed-in",
  keepsFilter: false,
};

/** The navigation: one's own page, then the order of the data. */
export const navigation: readonly { readonly text: string; readonly items: readonly Destination[] }[] = [
  { text: "nav.mine", items: [morning, ownWork] },
  {
    text: "nav.understand",
    items: [overview, alerts, pain, themes, drivers, changes, explore, dashboards, answers, sampling, competitors],
  },
  { text: "nav.act", items: [problems, coding] },
  { text: "nav.listen", items: [surveys, people, imports] },
  { text: "nav.govern", items: [organisation, staff] },
];

/** Stand apart, at the foot. */
export const footDestinations: readonly Destination[] = [help, settings];

/** Every destination once, those of the foot last. */
export const destinations: readonly Destination[] = [...navigation.flatMap(({ items }) => items), ...footDestinations];

/** Whether the page is open to somebody and of use to them. */
export function mayGo({ permission, isFor }: Destination, me: Me | undefined): boolean {
  if (me === undefined) return false;
  return (permission === "signed-in" || me.permissions.includes(permission)) && (isFor?.(me) ?? true);
}
