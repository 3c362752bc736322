import { requirePermission } from "#feature/access";
import type { OperationOutput } from "#kit/operation";
import type { Call } from "#platform/http/route";

import type { textOperations } from "../contract.ts";
import { fewestToLearnFrom } from "../rules/bench.ts";
import { countCodings } from "../store/codings.ts";
import { readSuggesterRow } from "../store/suggester.ts";
import { selectThemes } from "../store/themes.ts";
import { isInUse, seedCodebook } from "./codebook.ts";
import { presentTheme } from "./theme-checks.ts";
import { listThemes } from "./themes.ts";

type Desk = OperationOutput<typeof textOperations.readDesk>;

/**
 * What a coder needs to begin: themes in use, how much is coded, whether the outside suggester may be asked. How often
 * themes are mentioned is told only to whoever may see figures. @throws Refusal `access.forbidden`
 */
export async function readDesk(asker: Pick<Call, "stores" | "viewer">): Promise<Desk> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "themes.code");
  await seedCodebook(stores);
  const { rows, counts, suggester } = await stores.postgres.read(async (tx) => ({
    rows: await selectThemes(tx),
    counts: await countCodings(tx),
    suggester: await readSuggesterRow(tx),
  }));
  const told = viewer.permissions.has("insight.read") ? (await listThemes(asker)).items : [];
  const mentionsOf = new Map(told.map(({ key, mentions }) => [key, mentions]));
  return {
    themes: rows.filter(isInUse).map((row) => presentTheme(row, viewer.language, mentionsOf.get(row.key))),
    coded: counts.coded,
    byPeople: counts.byPeople,
    needed: fewestToLearnFrom,
    isSuggesterOn: suggester.isEnabled,
  };
}
