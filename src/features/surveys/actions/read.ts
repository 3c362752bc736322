import { requirePermission } from "#feature/access";
import type { Page } from "#kit/page";
import { Refusal } from "#kit/refusal";

import { type Survey, type SurveyVersion, type Template } from "../contract.ts";
import { templates } from "../rules/templates.ts";
import { countAnswers, listSurveyRows, selectSurvey } from "../store/surveys.ts";
import type { SurveyCall } from "./manage.ts";
import { readVersion } from "./published.ts";
import { found, present, viewSurvey } from "./view.ts";

/** Which surveys to list. */
export interface SurveyListing {
  readonly search?: string | undefined;
  readonly state?: Survey["state"] | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Surveys without their drafts, newest change first; archived ones only when asked for by state. */
export async function listSurveys(
  { stores, viewer }: SurveyCall,
  listing: SurveyListing,
): Promise<Page<Omit<Survey, "draft">>> {
  requirePermission(viewer, "surveys.read");
  const { limit, search, state } = listing;
  return stores.postgres.read(async (tx) => {
    const after = listing.cursor === undefined ? undefined : cursorFrom(listing.cursor);
    const rows = await listSurveyRows(tx, { search, state, after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const answers = await countAnswers(
      tx,
      shown.map((row) => row.id),
    );

    const items = shown.map((row) => {
      const { draft: _, ...item } = present(row, answers.get(row.id) ?? 0);
      return item;
    });
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
  });
}

/** One survey with its draft. Refuses `surveys.not_found`. */
export async function readSurvey({ stores, viewer }: SurveyCall, id: string): Promise<Survey> {
  requirePermission(viewer, "surveys.read");
  return stores.postgres.read((tx) => viewSurvey(tx, id));
}

/** Whether there is such a survey for this viewer; lighter than reading it. Never refuses. */
export async function maySeeSurvey({ stores, viewer }: SurveyCall, id: string): Promise<boolean> {
  if (!viewer.permissions.has("surveys.read")) return false;
  return stores.postgres.read(async (tx) => (await selectSurvey(tx, id)) !== undefined);
}

/** One published version. Refuses `surveys.not_found`. */
export async function showVersion({ stores, viewer }: SurveyCall, id: string, version: number): Promise<SurveyVersion> {
  requirePermission(viewer, "surveys.read");
  return stores.postgres.read(async (tx) => found(await readVersion(tx, id, version)));
}

/** Every ready survey. */
export function listTemplates(): Promise<{ items: Template[]; nextCursor: null }> {
  return Promise.resolve({ items: [...templates], nextCursor: null });
}

function cursorOf(survey: Pick<Survey, "updatedAt" | "id">): string {
  return Buffer.from(`${survey.updatedAt} ${survey.id}`).toString("base64url");
}

function cursorFrom(cursor: string): { updatedAt: string; id: string } {
  const match = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, "base64url").toString());
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new Refusal("request.invalid", {}, [{ field: "cursor", code: "invalid" }]);
  }
  return { updatedAt: match[1], id: match[2] };
}
