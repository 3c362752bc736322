import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import type { Page } from "#kit/page";

import { definitionSchema, type Survey, type VersionItem } from "../contract.ts";
import { isSameContent } from "../runtime/same-content.ts";
import { lockSurvey, selectSurvey, updateDraft } from "../store/surveys.ts";
import { listVersionRows, selectVersion, type VersionItemRow } from "../store/versions.ts";
import { insertWithFreeSlug, requireLatest, type SurveyCall } from "./manage.ts";
import { found, requireSoundDraft, viewSurvey } from "./view.ts";

/** Published versions, newest first; `cursor` is the last number of the page before. Refuses `surveys.not_found`. */
export async function listVersions(
  { stores, viewer }: SurveyCall,
  id: string,
  { cursor, limit }: { readonly cursor?: number | undefined; readonly limit: number },
): Promise<Page<VersionItem>> {
  requirePermission(viewer, "surveys.read");
  return stores.postgres.read(async (tx) => {
    found(await selectSurvey(tx, id));
    const rows = await listVersionRows(tx, id, { before: cursor ?? null, limit: limit + 1 });
    const items = rows.slice(0, limit).map(itemOf);
    return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.version) : null };
  });
}

/**
 * Takes a published version back as the draft; publishes nothing. Refuses `surveys.not_found` and
 * `surveys.changed_meanwhile`, the latter unless the draft is that version already.
 */
export async function restoreVersion(
  { stores, viewer }: SurveyCall,
  id: string,
  { version, revision }: { readonly version: number; readonly revision: number },
): Promise<Survey> {
  requireEverywhere(viewer, "surveys.write");
  return stores.postgres.transaction(async (tx) => {
    const row = found(await lockSurvey(tx, id));
    const { definition } = found(await selectVersion(tx, id, version));
    if (isSameContent(definition, row.draft)) return viewSurvey(tx, id);
    requireLatest(row, revision);

    const { name, anonymous } = row;
    await updateDraft(tx, id, { name, anonymous, draft: definition, by: viewer, now: stores.clock.now() });
    await recordAudit(tx, viewer, {
      action: "surveys.version_restored",
      subjectKind: "survey",
      subjectId: id,
      details: { version },
    });
    return viewSurvey(tx, id);
  });
}

/** A new survey with the draft, programme and anonymity of another, and nothing else of it. Refuses `surveys.not_found`. */
export async function copySurvey(
  { stores, viewer }: SurveyCall,
  id: string,
  { name }: { readonly name: string },
): Promise<Survey> {
  requireEverywhere(viewer, "surveys.write");
  return stores.postgres.transaction(async (tx) => {
    const row = found(await lockSurvey(tx, id));
    const draft = definitionSchema.parse(row.draft);
    requireSoundDraft(draft);

    const copy = stores.random.uuid();
    const { programme, anonymous } = row;
    await insertWithFreeSlug(tx, stores, { id: copy, name, programme, origin: "built", anonymous, draft, by: viewer });
    const details = { from: id };
    await recordAudit(tx, viewer, { action: "surveys.copied", subjectKind: "survey", subjectId: copy, details });
    return viewSurvey(tx, copy);
  });
}

function itemOf({ version, publishedAt, publishedBy, publishedByName, note }: VersionItemRow): VersionItem {
  const by = publishedByName === null ? null : { id: publishedBy, name: publishedByName };
  return { version, publishedAt: publishedAt.toISOString(), publishedBy: by, note };
}
