/** An error of the engine in the form its HTTP interface answers with. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code: number;

  constructor(code: number, message: string, options?: ErrorOptions) {
    super(message.startsWith("Code: ") ? message : `Code: ${code}. DB::Exception: ${message}`, options);
    this.code = code;
  }

  /** Status the real server uses for this code, 500 when it has none of its own. */
  get status(): number {
    return statuses.get(this.code) ?? 500;
  }
}

/** Whatever was thrown, as an engine error. */
export function engineErrorOf(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  if (!(error instanceof Error)) return new EngineError(1000, String(error));

  const given = "clickhouseCode" in error ? error.clickhouseCode : undefined;
  const code = Number(given ?? /^Code: (\d+)\./.exec(error.message)?.[1]);
  return new EngineError(Number.isInteger(code) && code > 0 ? code : 1000, error.message, { cause: error });
}

/** Codes this interface raises itself. */
export const engineCodes = {
  authenticationFailed: 516,
  syntaxError: 62,
  queryWasCancelled: 394,
  tooManyBytes: 307,
  badArguments: 36,
  notImplemented: 48,
} as const;

const statuses = new Map([
  [516, 403],
  [497, 403],
  [164, 403],
  [62, 400],
  [36, 400],
  [26, 400],
  [27, 400],
  [41, 400],
  [42, 400],
  [43, 400],
  [44, 400],
  [46, 404],
  [47, 404],
  [60, 404],
  [81, 404],
  [115, 404],
  [456, 400],
  [457, 400],
  [48, 501],
  [394, 499],
  [159, 408],
  [307, 413],
  [202, 503],
]);
