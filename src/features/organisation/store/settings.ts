import { sql, type Tx } from "#platform/postgres";

import type { Settings } from "../contract.ts";

interface Row extends Omit<Settings, "cutPoints"> {
  readonly detractorMax: number;
  readonly promoterMin: number;
}

const columns = sql`name, languages, default_language as "defaultLanguage", time_zone as "timeZone", logo, colour,
  recommendation_wording as "recommendationWording", detractor_max as "detractorMax", promoter_min as "promoterMin",
  minimum_n as "minimumN", small_group as "smallGroup", privacy_url as "privacyUrl",
  top_measure as "topMeasure"`;

/** The settings, or undefined before the first set-up. */
export async function findSettings(tx: Tx): Promise<Settings | undefined> {
  const row = await tx.maybeOne<Row>(
    sql.prepared("organisation_find_settings", sql`select ${columns} from organisation_settings`),
  );
  return row === undefined ? undefined : settingsOf(row);
}

/** The same, locked until the transaction ends. */
export async function lockSettings(tx: Tx): Promise<Settings | undefined> {
  const row = await tx.maybeOne<Row>(sql`select ${columns} from organisation_settings for update`);
  return row === undefined ? undefined : settingsOf(row);
}

/** Writes all settings, the first time or over what was there. */
export async function putSettings(tx: Tx, settings: Settings): Promise<void> {
  const { cutPoints } = settings;
  await tx.execute(sql`
    insert into organisation_settings (name, languages, default_language, time_zone, logo, colour,
      recommendation_wording, detractor_max, promoter_min, minimum_n, small_group, privacy_url, top_measure)
    values (${settings.name}, ${settings.languages}, ${settings.defaultLanguage}, ${settings.timeZone}, ${settings.logo},
      ${settings.colour}, ${settings.recommendationWording}, ${cutPoints.detractorMax}, ${cutPoints.promoterMin},
      ${settings.minimumN}, ${settings.smallGroup}, ${settings.privacyUrl}, ${settings.topMeasure})
    on conflict (is_single) do update set
      name = excluded.name, languages = excluded.languages, default_language = excluded.default_language,
      time_zone = excluded.time_zone, logo = excluded.logo, colour = excluded.colour,
      recommendation_wording = excluded.recommendation_wording, detractor_max = excluded.detractor_max,
      promoter_min = excluded.promoter_min, minimum_n = excluded.minimum_n, small_group = excluded.small_group,
      privacy_url = excluded.privacy_url, top_measure = excluded.top_measure, updated_at = now()`);
}

function settingsOf({ detractorMax, promoterMin, ...rest }: Row): Settings {
  return { ...rest, cutPoints: { detractorMax, promoterMin } };
}
