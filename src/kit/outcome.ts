/** What a pure rule answers: a value, or a closed-code reason why not. Rules never throw. */
export type Outcome<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: Code; readonly params?: Record<string, unknown> };

/** Wraps a value as a successful outcome. */
export function succeed<T>(value: T): Outcome<T, never> {
  return { ok: true, value };
}

/** Wraps a closed error code, with the parameters its message needs, as a failed outcome. */
export function fail<Code extends string>(code: Code, params?: Record<string, unknown>): Outcome<never, Code> {
  return params === undefined ? { ok: false, code } : { ok: false, code, params };
}
