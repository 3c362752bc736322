/** Why an engine cannot be used, as a closed set. */
export type EngineProblemCode =
  | "already-running"
  | "data-not-writable"
  | "disk-full"
  | "unsupported-platform"
  | "unreachable-by-engine-user"
  | "postgres-version"
  | "postgres-unreachable"
  | "postgres-password"
  | "postgres-database-missing"
  | "postgres-failed"
  | "clickhouse-version"
  | "clickhouse-unreachable"
  | "clickhouse-password"
  | "clickhouse-database-missing"
  | "clickhouse-failed"
  | "port-taken";

/** An engine cannot be used; the message says what was found and what to do about it. */
export class EngineProblem extends Error {
  override readonly name = "EngineProblem";
  readonly code: EngineProblemCode;

  constructor(code: EngineProblemCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
