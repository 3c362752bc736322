import type { z } from "zod";

/** HTTP methods an operation may use. GET and HEAD never change anything. */
export type Method = "get" | "post" | "put" | "patch" | "delete";

/**
 * One operation of the product: feeds the route, its validation, OpenAPI, the typed web client and the permission check.
 * `permission` is what the viewer must hold; `public` operations take an anonymous viewer.
 */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly permission: Permission | "public" | "signed-in";
  /** The permission has to hold for the whole organisation: what it does belongs to no unit and concerns everybody. */
  readonly reach?: "everywhere";
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly output: Output;
  readonly errors: readonly string[];
}

/** What a role or an API key may be allowed to do. */
export const permissions = [
  "answers.read",
  "answers.write",
  "answers.erase",
  "surveys.read",
  "surveys.write",
  "imports.run",
  "insight.read",
  /** Hand one's saved views and dashboards to everybody. */
  "views.share",
  /** Note on time: a release, an incident. */
  "annotations.write",
  /** Change the codebook: what comments are coded by. */
  "themes.write",
  /** Say what comments are about: the learning queue. */
  "themes.code",
  /** Keep the register of problems. */
  "problems.write",
  /** Set what is watched: alert rules and targets. */
  "alerts.write",
  /** Weights, populations and outcomes that numbers are held against. */
  "weights.write",
  "people.read",
  "people.write",
  "staff.read",
  "staff.write",
  "organisation.read",
  "organisation.write",
  /** What customers said about one's own work. */
  "own.read",
  "access.read",
  "access.manage",
  "audit.read",
  /** Sample company and other things of the whole installation. */
  "installation.manage",
] as const;

export type Permission = (typeof permissions)[number];

/** How an error code appears to a caller: its HTTP status and the key of its wording. */
export interface ErrorEntry {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 503;
  readonly message: string;
}

/** Closed table of a slice's error codes; keys are `<slice>.<reason>`, `message` is the English text (with {param} holes). */
export type ErrorTable = Readonly<Record<string, ErrorEntry>>;

/** Declares an operation while keeping the exact schema types. */
export function defineOperation<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Output extends z.ZodType,
>(operation: Operation<Params, Query, Body, Output>): Operation<Params, Query, Body, Output> {
  return operation;
}

/** The input an action of this operation receives: validated params, query and body. */
export interface OperationInput<O extends Operation> {
  readonly params: z.output<NonNullable<O["params"]>>;
  readonly query: z.output<NonNullable<O["query"]>>;
  readonly body: z.output<NonNullable<O["body"]>>;
}

/** What an action of this operation answers. */
export type OperationOutput<O extends Operation> = z.input<O["output"]>;
