/** A refusal of the server, as RFC 9457 tells it. `code` is stable, `message` is in the reader's language. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: string;
  readonly fields: readonly ProblemField[];

  constructor(status: number, code: string, message: string, fields: readonly ProblemField[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

/** What is wrong with one field of what was sent. */
export interface ProblemField {
  readonly field: string;
  readonly code: string;
  readonly message?: string;
}

/** Stands for "the server cannot be reached": no answer came at all. */
export const unreachable = "web.unreachable";

/** Reads the body of a refused call; a body that is no problem document becomes a plain one. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => ({}));
  const told = isRecord(body) ? body : {};
  const code = typeof told["code"] === "string" ? told["code"] : `http.${response.status}`;
  const detail = [told["detail"], told["message"], told["title"]].find((text) => typeof text === "string");
  const fields = Array.isArray(told["errors"]) ? told["errors"].filter(isField) : [];
  return new Problem(response.status, code, detail ?? response.statusText, fields);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isField(value: unknown): value is ProblemField {
  return isRecord(value) && typeof value["field"] === "string" && typeof value["code"] === "string";
}
