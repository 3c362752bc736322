import { recordAudit } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { systemClock, type Clock } from "#platform/clock";
import type { Tx } from "#platform/postgres";
import { systemRandom, type Random } from "#platform/random";

import { definitionSchema, type Definition, type Programme, type SurveyVersion } from "../contract.ts";
import { grownDefinition } from "../rules/growth.ts";
import {
  insertSurvey,
  lockSurvey,
  selectPublishedSurveys,
  selectSurvey,
  updateDraft,
  updatePublished,
  type SurveyRow,
} from "../store/surveys.ts";
import { insertVersion, selectVersion } from "../store/versions.ts";
import { found } from "./view.ts";

/** A survey that has been published, with the version that is answered now. */
export interface PublishedSurvey {
  readonly survey: SurveyRow;
  readonly version: SurveyVersion;
}

/** What an import wants to land its responses in. */
export interface ImportedSurvey {
  readonly slug: string;
  readonly name: string;
  readonly programme: Programme;
  readonly anonymous: boolean;
  readonly definition: Definition;
  readonly clock?: Clock;
  readonly random?: Random;
}

/**
 * The survey with this id or slug and its published version, whatever its state; undefined when there is none or it was
 * never published. The version comes from this process's memory when it was read before.
 */
export async function findPublished(tx: Tx, idOrSlug: string): Promise<PublishedSurvey | undefined> {
  const survey = await selectSurvey(tx, idOrSlug);
  if (survey === undefined || survey.publishedVersion === null) return undefined;
  const version = await readVersion(tx, survey.id, survey.publishedVersion);
  return version === undefined ? undefined : { survey, version };
}

/** Every survey that was ever published, archived ones too, with the version that was answered last. */
export async function everyPublished(tx: Tx): Promise<readonly PublishedSurvey[]> {
  const found: PublishedSurvey[] = [];
  for (const survey of await selectPublishedSurveys(tx)) {
    const version = await readVersion(tx, survey.id, survey.publishedVersion);
    if (version !== undefined) found.push({ survey, version });
  }
  return found;
}

/** One published version, from memory when it was read before: a version never changes. */
export async function readVersion(tx: Tx, surveyId: string, version: number): Promise<SurveyVersion | undefined> {
  const key = `${surveyId}:${version}`;
  const known = versions.get(key);
  if (known !== undefined) return known;

  const row = await selectVersion(tx, surveyId, version);
  if (row === undefined) return undefined;
  const read = { surveyId, version, definition: row.definition, publishedAt: row.publishedAt.toISOString() };
  if (row.settled) remember(key, read);
  return read;
}

/**
 * Makes sure a survey holds an import's columns: makes it under this slug, or publishes a version with the new questions,
 * options and fields added when it lacks some. Two imports at once end with one survey.
 * Refuses `surveys.slug_taken` for a survey that was built here and `surveys.programme_differs`.
 */
export async function ensureImportedSurvey(
  tx: Tx,
  viewer: Viewer,
  wanted: ImportedSurvey,
): Promise<{ readonly surveyId: string; readonly version: number }> {
  const now = (wanted.clock ?? systemClock).now();
  const definition = definitionSchema.parse(wanted.definition);
  const { slug, name, programme, anonymous } = wanted;
  const id = (wanted.random ?? systemRandom).uuid();
  await insertSurvey(tx, {
    id,
    slug,
    name,
    programme,
    anonymous,
    origin: "imported",
    draft: definition,
    by: viewer,
    now,
  });

  const known = found(await selectSurvey(tx, slug));
  const row = found(await lockSurvey(tx, known.id));
  if (row.origin !== "imported") throw new Refusal("surveys.slug_taken", { slug });
  if (row.programme !== programme) throw new Refusal("surveys.programme_differs", { slug, programme: row.programme });

  const grown = row.publishedVersion === null ? definition : grownDefinition(row.draft, definition);
  if (grown === undefined && row.publishedVersion !== null) return { surveyId: row.id, version: row.publishedVersion };
  const draft = grown ?? definition;
  await updateDraft(tx, row.id, { name: row.name, anonymous: row.anonymous, draft, by: viewer, now });
  const version = await insertVersion(tx, { surveyId: row.id, definition: draft, by: viewer, note: null, now });
  await updatePublished(tx, row.id, version, now);
  const details = { version, imported: true };
  await recordAudit(tx, viewer, { action: "surveys.published", subjectKind: "survey", subjectId: row.id, details });
  return { surveyId: row.id, version };
}

const versions = new Map<string, SurveyVersion>();
const mostVersions = 500;

/** The oldest entry leaves when there are too many. */
function remember(key: string, version: SurveyVersion): void {
  const [oldest] = versions.keys();
  if (versions.size >= mostVersions && oldest !== undefined) versions.delete(oldest);
  versions.set(key, version);
}
