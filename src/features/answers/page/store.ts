import type { AnswerValues } from "#feature/surveys/contract";
import { sql, type Tx } from "#platform/postgres";

/** What a response that was begun on the page holds so far. */
export interface SavedResponse {
  readonly state: "partial" | "complete";
  readonly version: number;
  readonly answers: AnswerValues;
  readonly context: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly isErased: boolean;
}

/** The response under this key, if it was begun. */
export function selectSaved(tx: Tx, surveyId: string, submissionKey: string): Promise<SavedResponse | undefined> {
  return tx.maybeOne(
    sql.prepared(
      "page_saved_response",
      sql`select state, survey_version as version, answers, context, attributes, erased_at is not null as "isErased"
        from response where survey_id = ${surveyId} and submission_key = ${submissionKey}`,
    ),
  );
}
