import { recordAudit, requireEverywhere } from "#feature/access";
import { readSettings } from "#feature/organisation";
import type { Settings } from "#feature/organisation/contract";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import { definitionSchema, type Definition, type Programme, type Survey } from "../contract.ts";
import { slugFrom } from "../rules/slug.ts";
import { templateOf } from "../rules/templates.ts";
import { isSameContent } from "../runtime/same-content.ts";
import {
  countAnswers,
  insertSurvey,
  lockSurvey,
  updateDraft,
  updatePublished,
  updateState,
  type FullSurveyRow,
} from "../store/surveys.ts";
import { insertVersion } from "../store/versions.ts";
import { found, requirePublishable, requireSoundDraft, viewSurvey } from "./view.ts";

/** Who acts, and with what. */
export interface SurveyCall {
  readonly stores: Pick<Stores, "postgres" | "clock" | "random" | "config">;
  readonly viewer: Viewer;
}

/** What a new survey is made of. */
export interface NewSurvey {
  readonly name: string;
  readonly programme?: Programme | undefined;
  readonly template?: string | undefined;
  readonly definition?: Definition | undefined;
  readonly anonymous: boolean;
}

/** What a change holds; `revision` is the one the change was made on. */
export interface SurveyChange {
  readonly revision: number;
  readonly name?: string | undefined;
  readonly draft?: Definition | undefined;
  readonly anonymous?: boolean | undefined;
}

/**
 * Makes a draft from a template or a definition. Surveys of the employee programme are anonymous unless made from a
 * definition that says otherwise. Refuses `surveys.unknown_template` and `surveys.invalid_definition`.
 */
export async function createSurvey({ stores, viewer }: SurveyCall, input: NewSurvey): Promise<Survey> {
  requireEverywhere(viewer, "surveys.write");
  const { definition, programme } = startingPoint(input);
  requireSoundDraft(definition);

  return stores.postgres.transaction(async (tx) => {
    const id = stores.random.uuid();
    const draft = input.definition ?? inOwnLanguage(definition, await readSettings(tx));
    const anonymous = input.anonymous || (programme === "employee" && input.definition === undefined);
    const base = { id, name: input.name, programme, origin: "built" as const, anonymous, draft, by: viewer };
    await insertWithFreeSlug(tx, stores, base);
    await recordAudit(tx, viewer, { action: "surveys.created", subjectKind: "survey", subjectId: id, details: {} });
    return viewSurvey(tx, id);
  });
}

/**
 * Changes name, draft or anonymity. What changes nothing is no change: saving the same twice raises the revision once.
 * Refuses `surveys.changed_meanwhile` when the revision is not the latest (whose change it was and when is in its params:
 * `revision`, `by`, `at`), and `surveys.anonymity_fixed` once people have answered under what was promised them.
 */
export async function updateSurvey({ stores, viewer }: SurveyCall, id: string, change: SurveyChange): Promise<Survey> {
  requireEverywhere(viewer, "surveys.write");
  if (change.draft !== undefined) requireSoundDraft(change.draft);

  return stores.postgres.transaction(async (tx) => {
    const row = found(await lockSurvey(tx, id));
    if (isAsWanted(row, change)) return viewSurvey(tx, id);
    requireLatest(row, change.revision);
    const changesPromise = change.anonymous !== undefined && change.anonymous !== row.anonymous;
    if (changesPromise && (await countAnswers(tx, [id])).has(id)) throw new Refusal("surveys.anonymity_fixed");

    await updateDraft(tx, id, {
      name: change.name ?? row.name,
      draft: change.draft ?? row.draft,
      anonymous: change.anonymous ?? row.anonymous,
      by: viewer,
      now: stores.clock.now(),
    });
    const details = { fields: Object.keys(change).filter((field) => field !== "revision") };
    await recordAudit(tx, viewer, { action: "surveys.updated", subjectKind: "survey", subjectId: id, details });
    return viewSurvey(tx, id);
  });
}

/** Refuses a change that was made on an older revision, and says whose change came between. */
export function requireLatest(row: FullSurveyRow, revision: number): void {
  if (row.revision === revision) return;
  throw new Refusal("surveys.changed_meanwhile", {
    revision: row.revision,
    by: row.changedBy?.name ?? "",
    at: row.updatedAt.toISOString(),
  });
}

function isAsWanted(row: FullSurveyRow, { name, draft, anonymous }: SurveyChange): boolean {
  if (name !== undefined && name !== row.name) return false;
  if (anonymous !== undefined && anonymous !== row.anonymous) return false;
  return draft === undefined || isSameContent(draft, row.draft);
}

/**
 * Publishes the draft as the next version and opens the survey. An unchanged draft makes no new version.
 * Refuses `surveys.invalid_definition` with every problem.
 */
export async function publishSurvey(
  { stores, viewer }: SurveyCall,
  id: string,
  { note }: { readonly note?: string | undefined } = {},
): Promise<Survey> {
  requireEverywhere(viewer, "surveys.write");
  return stores.postgres.transaction(async (tx) => {
    const row = found(await lockSurvey(tx, id));
    const definition = definitionSchema.parse(row.draft);
    requirePublishable(definition);

    const now = stores.clock.now();
    const said = note === undefined || note === "" ? null : note;
    const version = row.changed
      ? await insertVersion(tx, { surveyId: id, definition, by: viewer, note: said, now })
      : (row.publishedVersion ?? 1);
    await updatePublished(tx, id, version, now);
    await recordAudit(tx, viewer, {
      action: "surveys.published",
      subjectKind: "survey",
      subjectId: id,
      details: { version },
    });
    return viewSurvey(tx, id);
  });
}

/** Closes, reopens, archives or restores. Only a published survey can be open or closed: `surveys.not_published`. */
export async function setState(
  { stores, viewer }: SurveyCall,
  id: string,
  state: "open" | "closed" | "archived",
): Promise<Survey> {
  requireEverywhere(viewer, "surveys.write");
  return stores.postgres.transaction(async (tx) => {
    const row = found(await lockSurvey(tx, id));
    if (state !== "archived" && row.publishedVersion === null) throw new Refusal("surveys.not_published");

    await updateState(tx, id, state, stores.clock.now());
    await recordAudit(tx, viewer, {
      action: "surveys.state_set",
      subjectKind: "survey",
      subjectId: id,
      details: { from: row.state, to: state },
    });
    return viewSurvey(tx, id);
  });
}

/** A template's default language is the organisation's own where the template speaks it. */
function inOwnLanguage(definition: Definition, { defaultLanguage }: Pick<Settings, "defaultLanguage">): Definition {
  return definition.languages.includes(defaultLanguage) ? { ...definition, defaultLanguage } : definition;
}

function startingPoint(input: NewSurvey): { definition: Definition; programme: Programme } {
  if (input.template !== undefined) {
    const template = templateOf(input.template);
    if (template === undefined) throw new Refusal("surveys.unknown_template", { template: input.template });
    return {
      definition: input.definition ?? template.definition,
      programme: input.programme ?? template.programme,
    };
  }
  if (input.definition === undefined) throw new Refusal("surveys.unknown_template", { template: "" });
  return { definition: input.definition, programme: input.programme ?? "relational" };
}

/** Adds a survey under a short name that is drawn until a free one is found. */
export async function insertWithFreeSlug(
  tx: Tx,
  stores: SurveyCall["stores"],
  survey: Omit<Parameters<typeof insertSurvey>[1], "slug" | "now">,
): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const slug = slugFrom(() => stores.random.next());
    if (await insertSurvey(tx, { ...survey, slug, now: stores.clock.now() })) return;
  }
  throw new Error("No free slug found in ten draws");
}
