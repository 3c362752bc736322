/** SQLSTATE codes the product reacts to, by name (PostgreSQL manual, appendix A). */
export const postgresCodes = {
  uniqueViolation: "23505",
  foreignKeyViolation: "23503",
  checkViolation: "23514",
  notNullViolation: "23502",
  serializationFailure: "40001",
  deadlockDetected: "40P01",
  lockNotAvailable: "55P03",
  diskFull: "53100",
  tooManyConnections: "53300",
  invalidPassword: "28P01",
  invalidAuthorization: "28000",
  unknownDatabase: "3D000",
  adminShutdown: "57P01",
  crashShutdown: "57P02",
  cannotConnectNow: "57P03",
  undefinedTable: "42P01",
} as const;

/** A row with this key exists already; with a constraint name, only that constraint. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return isViolation(error, postgresCodes.uniqueViolation, constraint);
}

/** The transaction lost to a concurrent one and may be run again from its start. */
export function isRetryable(error: unknown): boolean {
  return isViolation(error, postgresCodes.serializationFailure) || isViolation(error, postgresCodes.deadlockDetected);
}

function isViolation(error: unknown, code: string, constraint?: string): boolean {
  if (!(error instanceof Error) || !("code" in error) || error.code !== code) return false;
  return constraint === undefined || ("constraint" in error && error.constraint === constraint);
}
