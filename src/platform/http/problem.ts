import type { z } from "zod";

import type { ErrorTable } from "#kit/operation";
import type { FieldProblem, Refusal } from "#kit/refusal";

/** Body of an error answer (RFC 9457). `code` is stable; `title` and `detail` are for people. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** The path that was asked for. */
  readonly instance: string;
  readonly requestId: string;
  /** Values the wording was filled with. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldProblem[];
}

/** Codes of the transport itself; slices bring their own tables. */
export const platformErrors = {
  "request.invalid": { status: 400, message: "Some fields are not valid." },
  "request.not_json": { status: 400, message: "The body is not valid JSON." },
  "request.wrong_type": { status: 400, message: "The body must be sent as application/json." },
  "request.not_found": { status: 404, message: "There is nothing at this address." },
  "request.too_large": { status: 413, message: "The request is larger than {limit} bytes." },
  "request.too_many": { status: 429, message: "Too many requests. Try again in {seconds} seconds." },
  "request.cross_site": { status: 403, message: "This request came from another site." },
  "access.not_signed_in": { status: 401, message: "Sign in first." },
  "access.forbidden": { status: 403, message: "You are not allowed to do this." },
  "server.unavailable": { status: 503, message: "The service is starting or restarting. Try again in a moment." },
} as const satisfies ErrorTable;

/** Wording of a code in the reader's language; undefined when there is none, then the English text of the table stands. */
export type Wording = (code: string, language: string, params: Readonly<Record<string, unknown>>) => string | undefined;

/** What a problem is written with. */
export interface ProblemContext {
  readonly errors: ErrorTable;
  readonly wording?: Wording | undefined;
  readonly language: string;
  readonly instance: string;
  readonly requestId: string;
}

/** A refusal as a problem. A code that no table knows is a bug and gives undefined. */
export function problemOf(refusal: Refusal, context: ProblemContext): Problem | undefined {
  const entry = entryOf(refusal.code, context.errors);
  if (entry === undefined) return undefined;

  const fallback = fill(entry.message, refusal.params);
  const detail = context.wording?.(refusal.code, context.language, refusal.params) ?? fallback;
  return {
    type: `urn:holos:problem:${refusal.code}`,
    title: fallback,
    status: entry.status,
    code: refusal.code,
    detail,
    instance: context.instance,
    requestId: context.requestId,
    ...(Object.keys(refusal.params).length === 0 ? {} : { params: refusal.params }),
    ...(refusal.fields.length === 0 ? {} : { errors: refusal.fields }),
  };
}

/** What is said of a bug: nothing but where to look in the log. */
export function bugProblem(context: Pick<ProblemContext, "instance" | "requestId">): Problem {
  return {
    type: "urn:holos:problem:server.failed",
    title: "Something went wrong on our side.",
    status: 500,
    code: "server.failed",
    detail: `Something went wrong on our side. The log has the details under request ${context.requestId}.`,
    instance: context.instance,
    requestId: context.requestId,
  };
}

/** A problem as an answer. */
export function problemResponse(problem: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { "content-type": "application/problem+json; charset=utf-8", "cache-control": "no-store", ...headers },
  });
}

/** What zod found wrong, as fields with a dotted path, the rule that broke, and a plain sentence. */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    const names = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return names.map((path) => ({ field: path.map(String).join("."), code: codeOf(issue), message: issue.message }));
  });
}

function entryOf(code: string, errors: ErrorTable): ErrorTable[string] | undefined {
  if (Object.hasOwn(errors, code)) return errors[code];
  const own: ErrorTable = platformErrors;
  return Object.hasOwn(own, code) ? own[code] : undefined;
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type" && issue.input === undefined && /received undefined/.test(issue.message))
    return "required";
  if (issue.code === "custom" && typeof issue.params?.["code"] === "string") return issue.params["code"];
  return issue.code;
}

function fill(message: string, params: Readonly<Record<string, unknown>>): string {
  return message.replaceAll(/\{(\w+)\}/g, (hole, name: string) => (name in params ? String(params[name]) : hole));
}
