import type { ClickHouse } from "./clickhouse.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Log } from "./log.ts";
import type { Mail } from "./mail.ts";
import type { Postgres } from "./postgres.ts";
import type { Random } from "./random.ts";

/** What every action works with: the truth, the read model, the clock, chance, the log and mail. Tests pass their own. */
export interface Stores {
  readonly postgres: Postgres;
  readonly clickhouse: ClickHouse;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly config: Config;
  readonly mail: Mail;
}
