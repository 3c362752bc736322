import { z } from "zod";

import type { ErrorTable, Operation } from "#kit/operation";

import { platformErrors } from "./problem.ts";

/** What stands at the top of the document. */
export interface OpenApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  readonly server?: string;
}

/** The OpenAPI 3.1 document of the operations, made from the same schemas that validate them. */
export function openApiOf(
  operations: readonly Operation[],
  errors: ErrorTable,
  info: OpenApiInfo,
): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [operation.method]: operationOf(operation, { ...errors, ...platformErrors }) };
  }
  const { server, ...rest } = info;
  return {
    openapi: "3.1.0",
    info: rest,
    ...(server === undefined ? {} : { servers: [{ url: server }] }),
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "holos.session_token" },
      },
      schemas: { Problem: problemSchema },
    },
  };
}

type JsonSchema = Record<string, unknown>;

function operationOf(operation: Operation, errors: ErrorTable): Record<string, unknown> {
  const slice = operation.id.split(".")[0] ?? operation.id;
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: [slice],
    ...(operation.permission === "public"
      ? { security: [] }
      : {
          security: [{ apiKey: [] }, { session: [] }],
          "x-permission": operation.permission,
          ...(operation.reach === undefined ? {} : { "x-reach": operation.reach }),
        }),
    parameters: [...parametersOf(operation.params, "path"), ...parametersOf(operation.query, "query")],
    ...(operation.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: schemaOf(operation.body, "input") } },
          },
        }),
    responses: { ...successOf(operation), ...failuresOf(operation, errors) },
  };
}

function successOf({ output }: Operation): Record<string, unknown> {
  const schema = schemaOf(output, "output");
  const empty = output instanceof z.ZodVoid || output instanceof z.ZodUndefined;
  return empty
    ? { 204: { description: "Done." } }
    : { 200: { description: "Done.", content: { "application/json": { schema } } } };
}

function failuresOf(
  { errors: codes, permission, params, query, body }: Operation,
  errors: ErrorTable,
): Record<string, unknown> {
  const own = [
    ...codes,
    ...((params ?? query ?? body) ? ["request.invalid"] : []),
    ...(permission === "public" ? [] : ["access.not_signed_in"]),
    ...(permission === "public" || permission === "signed-in" ? [] : ["access.forbidden"]),
  ];
  const byStatus = Map.groupBy(new Set(own), (code) => errors[code]?.status ?? 500);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      {
        description: list.map((code) => `\`${code}\`: ${errors[code]?.message ?? code}`).join("\n"),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
}

function parametersOf(schema: z.ZodType | undefined, place: "path" | "query"): JsonSchema[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
    ...(typeof property["description"] === "string" ? { description: property["description"] } : {}),
  }));
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    reused: "inline",
  }) as JsonSchema;
  return rest;
}

const problemSchema: JsonSchema = {
  type: "object",
  required: ["type", "title", "status", "code", "detail", "instance", "requestId"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", description: "Stable, for programs." },
    detail: { type: "string", description: "In the reader's language." },
    instance: { type: "string" },
    requestId: { type: "string" },
    params: { type: "object" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["field", "code"],
        properties: { field: { type: "string" }, code: { type: "string" }, message: { type: "string" } },
      },
    },
  },
};
