import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import type { Asker } from "#feature/facts";
import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";

import { benchmarkSettingsSchema, type BenchmarkSettings } from "../contract.ts";
import { selectBenchmarkSettings, upsertBenchmarkSettings } from "../store/settings.ts";

/** How comparisons are made. @throws Refusal `access.forbidden` */
export async function readBenchmarkSettings({ stores, viewer }: Asker): Promise<BenchmarkSettings> {
  requirePermission(viewer, "insight.read");
  return stores.postgres.read(settingsIn);
}

/** The settings, or what holds until they are put. */
export async function settingsIn(tx: Tx): Promise<BenchmarkSettings> {
  const found = benchmarkSettingsSchema.safeParse((await selectBenchmarkSettings(tx)) ?? {});
  return found.success ? found.data : benchmarkSettingsSchema.parse({});
}

/** Puts them. @throws Refusal `access.forbidden`, `benchmarks.not_a_score` */
export async function putBenchmarkSettings(
  { stores, viewer }: Asker,
  wish: BenchmarkSettings,
): Promise<BenchmarkSettings> {
  requireEverywhere(viewer, "weights.write");
  for (const field of ["measure", "studyMeasure"] as const) {
    if (!wish[field].startsWith("nps:"))
      throw new Refusal("benchmarks.not_a_score", {}, [{ field: `body.${field}`, code: "benchmarks.not_a_score" }]);
  }
  await stores.postgres.transaction(async (tx) => {
    await upsertBenchmarkSettings(tx, wish, stores.clock.now());
    await recordAudit(tx, viewer, {
      action: "benchmarks.settings_changed",
      subjectKind: "benchmarks",
      subjectId: "settings",
      details: { measure: wish.measure, studyMeasure: wish.studyMeasure },
    });
  });
  return wish;
}
