import { pino, type DestinationStream, type Logger } from "pino";

import type { Config } from "./config.ts";

/** Structured log, one JSON line an event. Never holds personal data: see `createLog`. */
export type Log = Logger;

/**
 * Log of this process. Fields whose name suggests a person or a secret are replaced at any depth up to four,
 * and errors of the database lose the values they quote.
 * @param destination where lines go; standard output when left out
 */
export function createLog(config: Pick<Config, "logLevel">, destination?: DestinationStream): Log {
  const options = {
    level: config.logLevel,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: redactedPaths, censor: "[redacted]" },
    serializers: { err: errorFields, error: errorFields },
  };
  return destination ? pino(options, destination) : pino(options);
}

const personal = [
  "password",
  "email",
  "phone",
  "name",
  "comment",
  "text",
  "answers",
  "authorization",
  "cookie",
  "secret",
  "token",
  "apiKey",
  "body",
];

const redactedPaths = personal.flatMap((field) => ["", "*.", "*.*.", "*.*.*."].map((prefix) => `${prefix}${field}`));

interface ErrorFields {
  type: string;
  message: string;
  stack?: string;
  code?: string;
  cause?: ErrorFields;
}

function errorFields(error: unknown, depth = 0): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error, message: "not an error object" };

  const quotes = "severity" in error || "query" in error;
  const clean = (text: string) => (quotes ? text.replace(/"[^"]*"/g, '"…"').replace(/'[^']*'/g, "'…'") : text);
  const fields: ErrorFields = { type: error.constructor.name, message: clean(error.message) };
  if (error.stack) fields.stack = clean(error.stack);
  if ("code" in error && typeof error.code === "string") fields.code = error.code;
  if (error.cause !== undefined && depth < 3) fields.cause = errorFields(error.cause, depth + 1);
  return fields;
}
