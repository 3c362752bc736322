import type { FieldProblem } from "#kit/refusal";

import type { Receipt, Response } from "../contract.ts";
import type { Prepared } from "./prepare.ts";

/** A prepared submission with the key its response goes under. */
export interface Entry {
  readonly prepared: Prepared;
  readonly source: Response["source"];
  readonly importId: string | null;
  /** Null: nobody can ever send it again. */
  readonly submissionKey: string | null;
  readonly link: { readonly token: string; readonly key: string } | null;
}

/** What became of one submission: a receipt, or a closed code with what is wrong. */
export type Recorded =
  | { readonly ok: true; readonly receipt: Receipt }
  | { readonly ok: false; readonly code: RefusalCode; readonly problems: readonly FieldProblem[] };

/** Why a submission may be refused. */
export type RefusalCode =
  | "answers.unknown_survey"
  | "answers.survey_closed"
  | "answers.invalid"
  | "answers.link_used"
  | "answers.link_unknown"
  | "answers.conflict";

/** A submission that is refused. */
export function refusal(code: RefusalCode, problems: readonly FieldProblem[] = []): Recorded {
  return { ok: false, code, problems };
}
