import type { Context } from "hono";
import type { z } from "zod";

import type { Operation } from "#kit/operation";
import { Refusal, type FieldProblem } from "#kit/refusal";

import { fieldProblems } from "./problem.ts";
import { parseStorable, storable } from "./storable.ts";

/** Validated params, query and body of an operation. @throws Refusal `request.*`, all wrong fields at once */
export async function readInput(
  context: Context,
  operation: Operation,
): Promise<{ params: unknown; query: unknown; body: unknown }> {
  const problems: FieldProblem[] = [];
  const check = (schema: z.ZodType | undefined, value: unknown) => {
    if (schema === undefined) return undefined;
    const result = schema.safeParse(value);
    if (!result.success) problems.push(...fieldProblems(result.error));
    return result.data;
  };

  const params = check(operation.params, storable(context.req.param()));
  const query = check(operation.query, storable(queryOf(context)));
  const body = check(operation.body, operation.body === undefined ? undefined : await readBody(context));
  if (problems.length > 0) throw new Refusal("request.invalid", {}, problems);
  return { params, query, body };
}

/** A field that is repeated arrives as a list. */
function queryOf(context: Context): Record<string, string | string[]> {
  const fields = Object.entries(context.req.queries());
  return Object.fromEntries(fields.map(([name, values]) => [name, values.length === 1 ? (values[0] ?? "") : values]));
}

/** JSON, or a form of a page without scripts. An empty body is undefined, so that optional bodies work. */
async function readBody(context: Context): Promise<unknown> {
  const type = context.req.header("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/x-www-form-urlencoded") return storable(formOf(await context.req.text()));

  const text = await context.req.text();
  if (text.trim() === "") return undefined;
  if (type !== "application/json" && !type.endsWith("+json")) throw new Refusal("request.wrong_type");
  try {
    return parseStorable(text);
  } catch {
    throw new Refusal("request.not_json");
  }
}

function formOf(text: string): Record<string, string | string[]> {
  const fields = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}
