import { createHash } from "node:crypto";

import { recordAudit, requireEverywhere } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";

import { definitionSchema, type Definition } from "../contract.ts";
import { selectFullSurvey, type SurveyRow } from "../store/surveys.ts";
import { insertTestLink, selectTestLink } from "../store/test-runs.ts";
import type { SurveyCall } from "./manage.ts";
import { readVersion } from "./published.ts";
import { found } from "./view.ts";

/** Whoever opens this address tries a survey: what is asked, and under which link it is kept. */
export interface TestVisit {
  readonly linkId: string;
  /** As if it were open. */
  readonly survey: SurveyRow;
  readonly definition: Definition;
  /** Null: the draft. */
  readonly version: number | null;
}

/** How a token of a test link begins; tokens of single-use links never do. */
export const testTokenPrefix = "t.";

/**
 * An address for test runs of the draft or of what is published, good for 30 days. Refuses `surveys.not_found` and
 * `surveys.not_published`.
 */
export async function createTestLink(
  { stores, viewer }: SurveyCall,
  surveyId: string,
  { of, origin }: { readonly of: "draft" | "published"; readonly origin: string },
): Promise<{ url: string; expiresAt: string }> {
  requireEverywhere(viewer, "surveys.write");
  return stores.postgres.transaction(async (tx) => {
    const survey = found(await selectFullSurvey(tx, surveyId));
    if (of === "published" && survey.publishedVersion === null) throw new Refusal("surveys.not_published");

    const now = stores.clock.now();
    const expiresAt = new Date(now.getTime() + 30 * 24 * 3600 * 1000);
    const token = testTokenPrefix + stores.random.token(18);
    const link = {
      id: stores.random.uuid(),
      surveyId,
      ofDraft: of === "draft",
      tokenHash: hashOf(token),
      now,
      expiresAt,
    };
    await insertTestLink(tx, link);
    const details = { of };
    const action = "surveys.test_link_created";
    await recordAudit(tx, viewer, { action, subjectKind: "survey", subjectId: surveyId, details });
    return { url: `${origin}/s/${survey.slug}/${token}`, expiresAt: expiresAt.toISOString() };
  });
}

/** What the test link with this token shows; undefined when it is unknown, has expired or is of another survey. */
export async function readTestVisit(
  tx: Tx,
  { slug, token, now }: { readonly slug: string; readonly token: string; readonly now: Date },
): Promise<TestVisit | undefined> {
  const link = await selectTestLink(tx, hashOf(token), now);
  const row = link === undefined ? undefined : await selectFullSurvey(tx, link.surveyId);
  if (link === undefined || row === undefined || row.slug !== slug) return undefined;

  const { draft, publishedVersion, ...rest } = row;
  const survey: SurveyRow = { ...rest, publishedVersion, state: "open" };
  if (link.ofDraft || publishedVersion === null)
    return { linkId: link.id, survey, definition: definitionSchema.parse(draft), version: null };
  const version = await readVersion(tx, row.id, publishedVersion);
  return version && { linkId: link.id, survey, definition: version.definition, version: version.version };
}

function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
