import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import { surveyNames } from "#feature/surveys";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { RegisterSettings } from "../contract.ts";
import { countKnownCustomers, selectSettings, upsertSettings } from "../store/settings.ts";

/** Who asks, and where. */
export type Asker = Pick<Call, "stores" | "viewer">;

/** Until somebody sets them. */
export const defaultRegisterSettings: RegisterSettings = {
  customers: null,
  revenuePerCustomer: null,
  currency: null,
  icebergFactor: 10,
  sources: [],
  segments: [],
};

type Shown = RegisterSettings & { readonly knownCustomers: number };

/** What the register knows of the organisation. @throws Refusal `access.forbidden` */
export function readRegisterSettings({ stores, viewer }: Asker): Promise<Shown> {
  requirePermission(viewer, "insight.read");
  return stores.postgres.read(shownSettings);
}

/** The settings with the number of customers who are known. */
export async function shownSettings(tx: Tx): Promise<Shown> {
  return { ...((await selectSettings(tx)) ?? defaultRegisterSettings), knownCustomers: await countKnownCustomers(tx) };
}

/** Sets them. @throws Refusal `access.forbidden`, `problems.unknown_survey` */
export function putRegisterSettings({ stores, viewer }: Asker, settings: RegisterSettings): Promise<Shown> {
  requireEverywhere(viewer, "problems.write");
  return stores.postgres.transaction(async (tx) => {
    const ids = settings.sources.map(({ surveyId }) => surveyId);
    const known = await surveyNames(tx, ids);
    if (ids.some((id) => !known.has(id))) throw new Refusal("problems.unknown_survey");
    await upsertSettings(tx, settings);
    await recordAudit(tx, viewer, {
      action: "problems.settings_changed",
      subjectKind: "problem-settings",
      subjectId: "1",
    });
    return shownSettings(tx);
  });
}
