import type { ClickHouse } from "./clickhouse.ts";
import { sql, type Postgres } from "./postgres.ts";

/** Whether this process can do its work now. */
export interface Health {
  readonly ready: boolean;
  /** One entry a part: `ok`, or what is wrong in a word. */
  readonly parts: Readonly<Record<string, "ok" | "away" | "starting">>;
}

/**
 * Asks both stores, two seconds at most each. Not ready while one does not answer: then a balancer should send
 * requests elsewhere, but not restart the process.
 */
export async function readHealth(postgres: Postgres, clickhouse: ClickHouse): Promise<Health> {
  const [truth, model] = await Promise.all([
    answers(postgres.read((tx) => tx.query(sql`select`)).then(() => true)),
    answers(clickhouse.ping()),
  ]);
  return { ready: truth && model, parts: { postgres: truth ? "ok" : "away", clickhouse: model ? "ok" : "away" } };
}

async function answers(question: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), 2000);
  });
  const result = await Promise.race([question.catch(() => false), late]);
  clearTimeout(timer);
  return result;
}
