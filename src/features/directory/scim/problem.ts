/** A refusal as SCIM words it (RFC 7644, 3.12). */
export class ScimProblem extends Error {
  readonly status: number;
  readonly scimType: string | undefined;
  constructor(status: number, detail: string, scimType?: string) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
  }
}

/** A value that cannot be; 400 with `invalidValue`. */
export function invalidValue(detail: string): ScimProblem {
  return new ScimProblem(400, detail, "invalidValue");
}
