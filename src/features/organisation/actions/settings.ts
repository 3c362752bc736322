import { recordAudit, registerSetUpStep, requireEverywhere, requirePermission, type SetUpStep } from "#feature/access";
import type { Outcome } from "#kit/outcome";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { Settings } from "../contract.ts";
import { applyChange, changedFields, defaultSettings, type SettingsChange } from "../rules/settings.ts";
import { findSettings, lockSettings, putSettings } from "../store/settings.ts";
import { checkLogo } from "./logo.ts";
import { properZone } from "./zone.ts";

/**
 * The organisation's settings, for every other slice; before the first set-up the defaults. What this connection read
 * up to a second ago may be answered again: another replica may have changed it since.
 */
export async function readSettings(tx: Tx): Promise<Settings> {
  const now = performance.now();
  const held = cache.get(tx.client);
  if (held !== undefined && held.generation === generation && now - held.readAt < cacheAge) return held.settings;

  const settings = (await findSettings(tx)) ?? defaultSettings;
  cache.set(tx.client, { settings, readAt: now, generation });
  return settings;
}

/** The settings as their page shows them. @throws Refusal `access.not_signed_in` */
export async function showSettings({ stores, viewer }: Pick<Call, "stores" | "viewer">): Promise<Settings> {
  requirePermission(viewer, "signed-in");
  return stores.postgres.read(async (tx) => (await findSettings(tx)) ?? defaultSettings);
}

/**
 * Changes some settings; two changes at once do not undo each other.
 * @throws Refusal `access.forbidden`, `organisation.language_missing`, `organisation.logo_refused`,
 * `organisation.unknown_time_zone`
 */
export async function updateSettings(
  { stores, viewer }: Pick<Call, "stores" | "viewer">,
  change: SettingsChange,
): Promise<Settings> {
  requireEverywhere(viewer, "organisation.write");
  if (typeof change.logo === "string") valueOf(checkLogo(change.logo), "logo");

  const settings = await stores.postgres.transaction(async (tx) => {
    const before = (await lockSettings(tx)) ?? defaultSettings;
    const zone = change.timeZone === undefined ? {} : { timeZone: await properZone(tx, change.timeZone) };
    const after = valueOf(applyChange(before, { ...change, ...zone }), "defaultLanguage");
    const fields = changedFields(before, after);
    if (fields.length === 0) return after;

    await putSettings(tx, after);
    const subject = { subjectKind: "organisation", subjectId: "settings" };
    await recordAudit(tx, viewer, { action: "organisation.settings_changed", ...subject, details: { fields } });
    return after;
  });
  generation += 1;
  return settings;
}

/** What first set-up tells about the organisation becomes its settings. */
export const settingsSetUpStep: SetUpStep = {
  name: "organisation.settings",
  run: async (tx, _viewer, setup) => {
    const languages = [...new Set(setup.languages)];
    await putSettings(tx, {
      ...defaultSettings,
      name: setup.organisation,
      languages,
      defaultLanguage: languages[0] ?? "en",
      timeZone: await properZone(tx, setup.timeZone),
    });
    generation += 1;
  },
};

/** Makes first set-up fill the settings; the composition root calls it once, before it serves. */
export function joinSetUp(): void {
  registerSetUpStep(settingsSetUpStep);
}

interface Held {
  readonly settings: Settings;
  readonly readAt: number;
  readonly generation: number;
}

/** Per connection, so that a transaction that writes settings and is rolled back leaves nothing behind for others. */
const cache = new WeakMap<object, Held>();
const cacheAge = 1000;
let generation = 0;

function valueOf<T>(outcome: Outcome<T>, field: string): T {
  if (outcome.ok) return outcome.value;
  throw new Refusal(outcome.code, outcome.params, [{ field: `body.${field}`, code: outcome.code }]);
}
