import { fail, succeed, type Outcome } from "#kit/outcome";

import type { Settings } from "../contract.ts";

/** What is true before anybody has chosen otherwise. */
export const defaultSettings: Settings = {
  name: "Holos",
  languages: ["en"],
  defaultLanguage: "en",
  timeZone: "UTC",
  logo: null,
  colour: "#0b7285",
  recommendationWording: "nps",
  cutPoints: { detractorMax: 6, promoterMin: 9 },
  minimumN: 30,
  smallGroup: 5,
  privacyUrl: null,
  topMeasure: null,
};

/** A change of some settings; what is undefined stays. */
export type SettingsChange = { readonly [Key in keyof Settings]?: Settings[Key] | undefined };

/** The settings after the change. Languages are kept once each, the default one must be among them. */
export function applyChange(
  settings: Settings,
  change: SettingsChange,
): Outcome<Settings, "organisation.language_missing"> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const changed: Settings = { ...settings, ...given };
  const languages = [...new Set(changed.languages)];
  if (!languages.includes(changed.defaultLanguage)) return fail("organisation.language_missing");
  return succeed({ ...changed, languages });
}

/** The names of the settings that differ, for the audit trail. */
export function changedFields(before: Settings, after: Settings): readonly string[] {
  return Object.keys(after).filter(
    (key) => JSON.stringify(before[key as keyof Settings]) !== JSON.stringify(after[key as keyof Settings]),
  );
}
