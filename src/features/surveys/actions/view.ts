import { Refusal, type FieldProblem } from "#kit/refusal";
import type { Tx } from "#platform/postgres";

import type { Definition, Survey } from "../contract.ts";
import { structureProblems } from "../runtime/check-definition.ts";
import { checkDefinition } from "../runtime/index.ts";
import { countAnswers, selectFullSurvey, type FullSurveyRow } from "../store/surveys.ts";

/** The survey as the contract shows it. Refuses `surveys.not_found`. */
export async function viewSurvey(tx: Tx, id: string): Promise<Survey> {
  const row = found(await selectFullSurvey(tx, id));
  const answers = await countAnswers(tx, [id]);
  return present(row, answers.get(id) ?? 0);
}

/** A row in the contract's words. */
export function present(row: FullSurveyRow, answers: number): Survey {
  const { changedBy: _, ...shown } = row;
  return { ...shown, answers, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}

/** The row, or the refusal `surveys.not_found`. */
export function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Refusal("surveys.not_found");
  return row;
}

/** Refuses a draft that is broken in itself; texts may still be missing. */
export function requireSoundDraft(definition: Definition): void {
  refuseProblems(structureProblems(definition));
}

/** Refuses a definition that must not be published. */
export function requirePublishable(definition: Definition): void {
  refuseProblems(checkDefinition(definition));
}

function refuseProblems(problems: readonly FieldProblem[]): void {
  if (problems.length === 0) return;
  const listed = problems.slice(0, 5).map((problem) => `${problem.field}: ${problem.code}`);
  throw new Refusal("surveys.invalid_definition", { problems: listed.join(", ") }, problems);
}
