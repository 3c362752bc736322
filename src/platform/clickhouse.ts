import type { Readable } from "node:stream";

import { ClickHouseLogLevel, createClient, type ClickHouseSettings } from "@clickhouse/client";

import { withPatience } from "./clickhouse-retry.ts";
import type { Log } from "./log.ts";

export { isClickHouseError } from "./clickhouse-retry.ts";

/** The read model: one client and one dialect, whether a server, a cluster or the embedded engine answers. */
export interface ClickHouse {
  /**
   * All rows of a select. `{name:Type}` in the text is bound from `params`. Integers of 64 bits arrive as numbers,
   * date-times as ISO text in UTC, NaN and infinity as null. Tried again while the engine restarts.
   */
  query<Row = Record<string, unknown>>(text: string, params?: Params, options?: QueryOptions): Promise<Row[]>;
  /** Rows as they arrive, with backpressure; for results that should not stand in memory. */
  stream<Row = Record<string, unknown>>(text: string, params?: Params, options?: QueryOptions): AsyncIterable<Row>;
  /**
   * Inserts rows by column name; missing columns take their default, unknown ones are an error.
   * `token` makes a repeated insert of the same batch count once (tables with a deduplication window only).
   */
  insert(table: string, rows: readonly object[] | Readable, options?: InsertOptions): Promise<void>;
  /** A statement without a result: DDL, alter, optimize. */
  command(text: string, params?: Params, options?: QueryOptions): Promise<void>;
  /** Whether the engine answers now. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

/** Values for `{name:Type}` placeholders. Dates, arrays, maps and null are written the way ClickHouse reads them. */
export type Params = Readonly<Record<string, unknown>>;

/** How one statement runs. */
export interface QueryOptions {
  readonly signal?: AbortSignal;
  readonly settings?: ClickHouseSettings;
  readonly queryId?: string;
}

/** How one insert runs. */
export interface InsertOptions extends QueryOptions {
  readonly token?: string;
  readonly columns?: readonly [string, ...string[]];
}

/** Settings of the client. */
export interface ClickHouseOptions {
  /** Most connections at once; 10 when left out. */
  readonly max?: number;
  /** How long to wait for an engine that is restarting, in milliseconds; 10,000 when left out. */
  readonly patience?: number;
}

/** Opens a client. User, password and database are part of the address: `http://user:password@host:8123/holos`. */
export function createClickHouse(url: string, log: Log, options: ClickHouseOptions = {}): ClickHouse {
  const client = createClient({
    url,
    application: "holos",
    max_open_connections: options.max ?? 10,
    request_timeout: 300_000,
    compression: { request: false, response: false },
    use_multipart_params_auto: true,
    keep_alive: { enabled: true, idle_socket_ttl: 2000 },
    clickhouse_settings: settings,
    log: { level: ClickHouseLogLevel.OFF },
  });
  const patient = <T>(run: () => Promise<T>, mayRepeat: boolean) =>
    withPatience(run, { mayRepeat, patience: options.patience ?? 10_000, log });
  const select = (text: string, params: Params, how: QueryOptions) =>
    patient(
      () => client.query({ query: text, query_params: { ...params }, format: "JSONEachRow", ...requestOf(how) }),
      true,
    );

  return {
    query: <Row>(text: string, params: Params = {}, how: QueryOptions = {}) =>
      patient(async () => {
        const result = await client.query({
          query: text,
          query_params: { ...params },
          format: "JSONEachRow",
          ...requestOf(how),
        });
        return result.json<Row>();
      }, true),
    async *stream<Row>(text: string, params: Params = {}, how: QueryOptions = {}) {
      const result = await select(text, params, how);
      for await (const rows of result.stream()) {
        for (const row of rows) yield row.json<Row>();
      }
    },
    insert: (table, rows, how = {}) =>
      patient(() => insertRows(client, table, rows, how), how.token !== undefined && Array.isArray(rows)),
    command: (text, params = {}, how = {}) =>
      patient(
        async () => void (await client.command({ query: text, query_params: { ...params }, ...requestOf(how) })),
        false,
      ),
    ping: async () => (await client.ping({ select: true })).success,
    close: () => client.close(),
  };
}

const settings: ClickHouseSettings = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_denormals: 0,
  date_time_output_format: "iso",
  date_time_input_format: "best_effort",
  input_format_skip_unknown_fields: 0,
};

async function insertRows(
  client: ReturnType<typeof createClient>,
  table: string,
  rows: readonly object[] | Readable,
  how: InsertOptions,
): Promise<void> {
  if (Array.isArray(rows) && rows.length === 0) return;

  const { clickhouse_settings: extra, ...request } = requestOf(how);
  await client.insert({
    table,
    values: rows as readonly unknown[] | Readable,
    format: "JSONEachRow",
    ...request,
    clickhouse_settings: { ...extra, ...(how.token === undefined ? {} : { insert_deduplication_token: how.token }) },
    ...(how.columns === undefined ? {} : { columns: [...how.columns] as [string, ...string[]] }),
  });
}

function requestOf(how: QueryOptions) {
  return {
    ...(how.signal === undefined ? {} : { abort_signal: how.signal }),
    ...(how.settings === undefined ? {} : { clickhouse_settings: how.settings }),
    ...(how.queryId === undefined ? {} : { query_id: how.queryId }),
  };
}
