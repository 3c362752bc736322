import {
  IconChartDots,
  IconFileImport,
  IconForms,
  IconMessages,
  IconSettings,
  type TablerIcon,
} from "@tabler/icons-react";

import type { Permission } from "#kit/operation";

/** A page that the navigation leads to. `text` is a key of the `web` texts; `keepsFilter`: the filter goes along. */
export interface Destination {
  readonly to: "/" | "/answers" | "/surveys" | "/imports" | "/settings";
  readonly text: string;
  readonly icon: TablerIcon;
  readonly permission: Permission | "signed-in";
  readonly keepsFilter: boolean;
}

const overview: Destination = {
  to: "/",
  text: "nav.overview",
  icon: IconChartDots,
  permission: "insight.read",
  keepsFilter: true,
};

const answers: Destination = {
  to: "/answers",
  text: "nav.answers",
  icon: IconMessages,
  permission: "answers.read",
  keepsFilter: true,
};

const surveys: Destination = {
  to: "/surveys",
  text: "nav.surveys",
  icon: IconForms,
  permission: "surveys.read",
  keepsFilter: false,
};

const imports: Destination = {
  to: "/imports",
  text: "nav.imports",
  icon: IconFileImport,
  permission: "imports.run",
  keepsFilter: false,
};

const settings: Destination = {
  to: "/settings",
  text: "nav.settings",
  icon: IconSettings,
  permission: "signed-in",
  keepsFilter: false,
};

/** The navigation in the order of the data. */
export const navigation: readonly { readonly text: string; readonly items: readonly Destination[] }[] = [
  { text: "nav.understand", items: [overview, answers] },
  { text: "nav.listen", items: [surveys, imports] },
];

/** Every destination once, settings last. */
export const destinations: readonly Destination[] = [overview, answers, surveys, imports, settings];

/** Stands apart, at the foot. */
export const settingsDestination = settings;
