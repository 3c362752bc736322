import { Session } from "chdb";

import { literal } from "./statement.ts";

/** One session of the engine, lent for one statement. */
export interface Lease {
  readonly session: Session;
  /** Gives the session back; a broken one is closed instead of being lent again. */
  release(broken: boolean): void;
}

/** What a session is set to before its statement runs. */
export interface LeaseOptions {
  readonly text: string;
  readonly database: string;
  readonly settings: ReadonlyMap<string, string>;
  readonly params: ReadonlyMap<string, string>;
}

/** The sessions of one data directory. Settings and parameters of one statement never reach the next. */
export interface Sessions {
  lease(options: LeaseOptions): Promise<Lease>;
  /** For statements about other statements. Never lent. */
  readonly control: Session;
  close(): void;
}

/**
 * Opens the data directory. Sessions on one directory run in parallel and are cheap, but closing one waits for all
 * running statements of the process, so they are used again: settings go back to their defaults, and one that holds
 * a parameter which the next text mentions without binding it is not lent for that text.
 */
export function openSessions(
  path: string,
  connectionArgs: readonly string[],
  base: ReadonlyMap<string, string>,
): Sessions {
  const control = new Session(path, { connectionArgs });
  const idle: PooledSession[] = [];

  async function lease(options: LeaseOptions): Promise<Lease> {
    const at = idle.findIndex((entry) => !mentionsLeftover(entry, options));
    const [entry = openSession(path)] = at >= 0 ? idle.splice(at, 1) : [];
    try {
      await prepare(entry, options, base);
    } catch (error) {
      entry.session.close();
      throw error;
    }
    return {
      session: entry.session,
      release: (broken) => {
        if (broken || idle.length >= maxIdle) entry.session.close();
        else idle.push(entry);
      },
    };
  }

  return {
    lease,
    control,
    close: () => {
      for (const entry of idle.splice(0)) entry.session.close();
      control.close();
    },
  };
}

const maxIdle = 8;

interface PooledSession {
  readonly session: Session;
  database: string;
  readonly settings: Set<string>;
  readonly params: Set<string>;
}

function openSession(path: string): PooledSession {
  return { session: new Session(path), database: "default", settings: new Set(), params: new Set() };
}

function mentionsLeftover(entry: PooledSession, { text, params }: LeaseOptions): boolean {
  return [...entry.params].some((name) => !params.has(name) && new RegExp(`\\{\\s*${name}\\s*:`).test(text));
}

async function prepare(
  entry: PooledSession,
  { database, settings, params }: LeaseOptions,
  base: ReadonlyMap<string, string>,
): Promise<void> {
  if (entry.database !== database) {
    await entry.session.queryAsync(`use \`${database.replaceAll("`", "")}\``);
    entry.database = database;
  }

  const wanted = new Map([...base, ...settings]);
  const resets = [...entry.settings].filter((name) => !wanted.has(name)).map((name) => `${name} = default`);
  const sets = [...wanted].map(([name, value]) => `${identifier(name)} = ${literal(value)}`);
  const binds = [...params].map(([name, value]) => `param_${identifier(name)} = ${literal(value)}`);
  for (const name of settings.keys()) entry.settings.add(name);
  for (const name of params.keys()) entry.params.add(name);
  for (const group of [resets, [...sets, ...binds]]) {
    if (group.length > 0) await entry.session.queryAsync(`set ${group.join(", ")}`);
  }
}

function identifier(name: string): string {
  if (/^[A-Za-z_][\w.]*$/.test(name)) return name;
  throw new Error(`Code: 115. DB::Exception: Unknown setting ${JSON.stringify(name)}. (UNKNOWN_SETTING)`);
}
