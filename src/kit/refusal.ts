/**
 * The one way an action says no for a reason its caller can act on.
 * `code` is one of the slice's closed codes; its HTTP status and wording live in the slice's contract.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: string;
  readonly params: Record<string, unknown>;
  readonly fields: readonly FieldProblem[];

  constructor(code: string, params: Record<string, unknown> = {}, fields: readonly FieldProblem[] = []) {
    super(code);
    this.code = code;
    this.params = params;
    this.fields = fields;
  }
}

/** What is wrong with one field of the input: where (dotted path) and which rule it broke. */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly message?: string;
}
