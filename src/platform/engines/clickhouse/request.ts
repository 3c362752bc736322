import type { IncomingMessage } from "node:http";

/** What a request of the ClickHouse HTTP interface asks for, apart from its body. */
export interface StatementRequest {
  readonly user: string;
  readonly password: string;
  /** Text given in the address; the body then holds the data of an insert or the rest of the text. */
  readonly text: string;
  readonly database: string;
  readonly format: string;
  readonly queryId: string;
  /** Settings of this statement by name. */
  readonly settings: ReadonlyMap<string, string>;
  /** Bound parameters by name, in the escaped form of the interface. */
  readonly params: ReadonlyMap<string, string>;
  /** Send nothing before the whole result is there, so that an error always has its own status. */
  readonly waitForEnd: boolean;
  readonly gzipAnswer: boolean;
}

/** Reads address and headers. `extra` holds the fields of a multipart body, which the client uses for long parameters. */
export function readRequest(
  request: IncomingMessage,
  extra: ReadonlyMap<string, string> = new Map(),
): StatementRequest {
  const fields = new Map([...new URL(request.url ?? "/", "http://localhost").searchParams, ...extra]);
  const given = (field: string, header?: string) => headerOf(request, header) ?? fields.get(field) ?? "";
  return {
    ...credentialsOf(request, fields),
    ...settingsAndParams(fields),
    text: given("query"),
    database: given("database", "x-clickhouse-database"),
    format: given("default_format", "x-clickhouse-format") || "TabSeparated",
    queryId: given("query_id"),
    waitForEnd: given("wait_end_of_query") === "1",
    gzipAnswer: given("enable_http_compression") === "1" && /\bgzip\b/.test(headerOf(request, "accept-encoding") ?? ""),
  };
}

function credentialsOf(
  request: IncomingMessage,
  fields: ReadonlyMap<string, string>,
): Pick<StatementRequest, "user" | "password"> {
  const user = headerOf(request, "x-clickhouse-user");
  if (user !== undefined) return { user, password: headerOf(request, "x-clickhouse-key") ?? "" };

  const basic = basicCredentials(headerOf(request, "authorization"));
  return basic ?? { user: fields.get("user") ?? "default", password: fields.get("password") ?? "" };
}

function settingsAndParams(fields: ReadonlyMap<string, string>): Pick<StatementRequest, "settings" | "params"> {
  const settings = new Map<string, string>();
  const params = new Map<string, string>();
  for (const [name, value] of fields) {
    if (name.startsWith("param_")) params.set(name.slice("param_".length), value);
    else if (!interfaceFields.has(name)) settings.set(name, value);
  }
  return { settings, params };
}

/** Fields that speak to the interface and are no settings of a statement. */
const interfaceFields = new Set([
  "query",
  "user",
  "password",
  "database",
  "default_format",
  "query_id",
  "session_id",
  "session_timeout",
  "session_check",
  "wait_end_of_query",
  "buffer_size",
  "compress",
  "decompress",
  "enable_http_compression",
  "http_zlib_compression_level",
  "quota_key",
  "stacktrace",
  "role",
  "close_session",
  "client_protocol_version",
  "log_comment",
  "cancel_http_readonly_queries_on_client_close",
  "send_progress_in_http_headers",
  "http_headers_progress_interval_ms",
]);

function headerOf(request: IncomingMessage, name = ""): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function basicCredentials(header: string | undefined): { user: string; password: string } | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return undefined;

  const [, user = "", password = ""] =
    /^([^:]*):?([\s\S]*)$/.exec(Buffer.from(encoded, "base64").toString("utf8")) ?? [];
  return { user, password };
}
