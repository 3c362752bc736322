import { resolve } from "node:path";

import { z } from "zod";

/** What an installation was told from outside. Read once at start, passed on from there. */
export interface Config {
  /** Absolute path of the folder that holds everything this installation keeps. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** True when the port was asked for: then a taken port is an error and not a reason to try the next. */
  readonly portFixed: boolean;
  /** Address people use, without a slash at the end; unset means http://host:port. */
  readonly publicUrl: string | undefined;
  /** Believe the X-Forwarded-For header of the proxy in front. */
  readonly trustProxy: boolean;
  /** Calls of the API per second that one key or signed-in user may make for long; five times as many at once. */
  readonly apiRate: number;
  readonly role: Role;
  readonly databaseUrl: string | undefined;
  readonly clickhouseUrl: string | undefined;
  readonly clickhouseCluster: string | undefined;
  /** Memory cap of the embedded ClickHouse, in bytes. */
  readonly clickhouseMemory: number;
  readonly secret: string | undefined;
  readonly logLevel: LogLevel;
  /** The server that takes mail; unset: none is sent. */
  readonly mail: MailConfig | undefined;
  /** The provider people sign on with, where the environment and not the settings page names it. */
  readonly oidc: OidcConfig | undefined;
  readonly init: InitConfig;
}

/** Where mail goes out. */
export interface MailConfig {
  /** `smtp://user:password@host:port`, or `smtps://`. */
  readonly url: string;
  /** Sender of every mail: an address, or `Name <address>`. */
  readonly from: string;
}

/** An OpenID provider and what this installation is to it. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Which part of the work this process does. */
export type Role = "all" | "web" | "worker";

/** Least severe line that is written. */
export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";

/** Answers to the first-run page for a headless set-up. */
export interface InitConfig {
  readonly organisation: string | undefined;
  readonly ownerName: string | undefined;
  readonly ownerEmail: string | undefined;
  readonly ownerPassword: string | undefined;
  readonly languages: readonly string[] | undefined;
  readonly timeZone: string | undefined;
}

/** One line of the configuration table that `holos doctor` and the operator guide print. */
export interface ConfigEntry {
  readonly name: string;
  readonly default: string;
  readonly meaning: string;
}

/** A variable that cannot be used; the message names it and says what is expected. */
export class ConfigProblem extends Error {
  override readonly name = "ConfigProblem";
  readonly variables: readonly string[];

  constructor(message: string, variables: readonly string[]) {
    super(message);
    this.variables = variables;
  }
}

/**
 * Reads the configuration. The only place of the product that looks at the process environment.
 * An empty variable counts as unset.
 * @throws ConfigProblem naming every variable that is wrong
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = variables.safeParse(given);
  if (!parsed.success) throw problemOf(parsed.error);

  const value = parsed.data;
  const port = value.HOLOS_PORT ?? value.PORT;
  return {
    dataDir: resolve(value.HOLOS_DATA),
    host: value.HOLOS_HOST,
    port: port ?? 3000,
    portFixed: port !== undefined,
    publicUrl: value.HOLOS_PUBLIC_URL,
    trustProxy: value.HOLOS_TRUST_PROXY === "yes",
    apiRate: value.HOLOS_API_RATE,
    role: value.HOLOS_ROLE,
    databaseUrl: value.DATABASE_URL,
    clickhouseUrl: value.CLICKHOUSE_URL,
    clickhouseCluster: value.CLICKHOUSE_CLUSTER,
    clickhouseMemory: value.HOLOS_CLICKHOUSE_MEMORY,
    secret: value.HOLOS_SECRET,
    logLevel: value.HOLOS_LOG_LEVEL,
    mail: mailOf(value),
    oidc: oidcOf(value),
    init: {
      organisation: value.HOLOS_INIT_ORGANISATION,
      ownerName: value.HOLOS_INIT_OWNER_NAME,
      ownerEmail: value.HOLOS_INIT_OWNER_EMAIL,
      ownerPassword: value.HOLOS_INIT_OWNER_PASSWORD,
      languages: value.HOLOS_INIT_LANGUAGES,
      timeZone: value.HOLOS_INIT_TIME_ZONE,
    },
  };
}

/** Every variable with its default and meaning, in the order an operator wants to read them. */
export const configTable: readonly ConfigEntry[] = [
  { name: "HOLOS_DATA", default: "./data", meaning: "Folder that holds everything this installation keeps." },
  {
    name: "HOLOS_HOST",
    default: "127.0.0.1",
    meaning: "Address the web server listens on; 0.0.0.0 for every interface.",
  },
  {
    name: "HOLOS_PORT",
    default: "3000",
    meaning: "Port of the web server (PORT works too). Unset: the next free one from 3000.",
  },
  {
    name: "HOLOS_PUBLIC_URL",
    default: "http://host:port",
    meaning: "Address people use; stands in links, mails and QR codes.",
  },
  {
    name: "HOLOS_TRUST_PROXY",
    default: "no",
    meaning: "yes: a proxy of yours stands in front, its X-Forwarded-For is believed.",
  },
  {
    name: "HOLOS_API_RATE",
    default: "1000",
    meaning: "API calls per second of one key or user; five times as many at once. Callers not signed in: a fiftieth.",
  },
  { name: "HOLOS_ROLE", default: "all", meaning: "all, web (requests only) or worker (jobs and projection only)." },
  { name: "DATABASE_URL", default: "embedded", meaning: "PostgreSQL 18 or newer; unset starts the embedded server." },
  {
    name: "CLICKHOUSE_URL",
    default: "embedded",
    meaning: "ClickHouse over HTTP(S), with user, password and database; unset starts the embedded engine.",
  },
  { name: "CLICKHOUSE_CLUSTER", default: "none", meaning: "Cluster name: tables become replicated and distributed." },
  {
    name: "HOLOS_CLICKHOUSE_MEMORY",
    default: "2G",
    meaning: "Memory cap of the embedded ClickHouse (bytes, or with K, M, G).",
  },
  {
    name: "HOLOS_SECRET",
    default: "generated",
    meaning:
      "At least 32 characters; signs sessions and links. The same on every replica. Unset: kept in the data folder.",
  },
  {
    name: "HOLOS_MAIL_URL",
    default: "no mail",
    meaning: "Mail server: smtp://user:password@host:587, or smtps:// for TLS from the first byte.",
  },
  {
    name: "HOLOS_MAIL_FROM",
    default: "none",
    meaning: "Sender of every mail, such as Holos <holos@example.org>. Needed with HOLOS_MAIL_URL.",
  },
  {
    name: "HOLOS_OIDC_ISSUER",
    default: "settings page",
    meaning: "OpenID provider for single sign-on, such as https://login.example.org/realms/main.",
  },
  { name: "HOLOS_OIDC_CLIENT_ID", default: "settings page", meaning: "What the provider calls this installation." },
  {
    name: "HOLOS_OIDC_CLIENT_SECRET",
    default: "settings page",
    meaning: "Secret the provider knows this installation by; stays out of the database when given here.",
  },
  { name: "HOLOS_LOG_LEVEL", default: "info", meaning: "trace, debug, info, warn, error, fatal or silent." },
  {
    name: "HOLOS_INIT_ORGANISATION",
    default: "asked on the first page",
    meaning: "Name of the organisation, for a set-up without the page.",
  },
  { name: "HOLOS_INIT_OWNER_NAME", default: "asked on the first page", meaning: "Name of the first owner." },
  { name: "HOLOS_INIT_OWNER_EMAIL", default: "asked on the first page", meaning: "E-mail address of the first owner." },
  {
    name: "HOLOS_INIT_OWNER_PASSWORD",
    default: "asked on the first page",
    meaning: "Password of the first owner, at least 10 characters.",
  },
  {
    name: "HOLOS_INIT_LANGUAGES",
    default: "en",
    meaning: "Languages of the organisation, the main one first: en,ru,uk.",
  },
  {
    name: "HOLOS_INIT_TIME_ZONE",
    default: "UTC",
    meaning: "Time zone of the organisation, an IANA name such as Europe/Kyiv.",
  },
];

const port = z.coerce
  .number({ error: "a port number" })
  .int("a port number")
  .min(1, "a port from 1 to 65535")
  .max(65_535, "a port from 1 to 65535");

const variables = z.object({
  HOLOS_DATA: z.string().default("./data"),
  HOLOS_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "an address or host name")
    .default("127.0.0.1"),
  HOLOS_PORT: port.optional(),
  PORT: port.optional(),
  HOLOS_PUBLIC_URL: url("http", "https")
    .transform((value) => value.replace(/\/+$/, ""))
    .optional(),
  HOLOS_API_RATE: z.coerce
    .number({ error: "a number of calls per second" })
    .int("a whole number")
    .min(50, "at least 50")
    .default(1000),
  HOLOS_TRUST_PROXY: z.enum(["yes", "no"], { error: "yes or no" }).default("no"),
  HOLOS_ROLE: z.enum(["all", "web", "worker"], { error: "all, web or worker" }).default("all"),
  DATABASE_URL: url("postgres", "postgresql").optional(),
  CLICKHOUSE_URL: url("http", "https").optional(),
  CLICKHOUSE_CLUSTER: z
    .string()
    .regex(/^[A-Za-z_][\w-]*$/, "a cluster name of letters, digits, _ and -")
    .optional(),
  HOLOS_CLICKHOUSE_MEMORY: z.string().default("2G").transform(bytesOf),
  HOLOS_SECRET: z.string().min(32, "at least 32 characters").optional(),
  HOLOS_MAIL_URL: url("smtp", "smtps").optional(),
  HOLOS_MAIL_FROM: z
    .string()
    .regex(/^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, "an address, or a name with an <address>")
    .optional(),
  HOLOS_OIDC_ISSUER: url("https", "http").optional(),
  HOLOS_OIDC_CLIENT_ID: z.string().min(1).max(500).optional(),
  HOLOS_OIDC_CLIENT_SECRET: z.string().min(1).max(1000).optional(),
  HOLOS_LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      error: "trace, debug, info, warn, error, fatal or silent",
    })
    .default("info"),
  HOLOS_INIT_ORGANISATION: z.string().trim().min(1).max(200).optional(),
  HOLOS_INIT_OWNER_NAME: z.string().trim().min(1).max(200).optional(),
  HOLOS_INIT_OWNER_EMAIL: z.email("an e-mail address").optional(),
  HOLOS_INIT_OWNER_PASSWORD: z.string().min(10, "at least 10 characters").optional(),
  HOLOS_INIT_LANGUAGES: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter((code) => code !== ""))
    .pipe(z.array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, "language codes such as en,ru,uk")).min(1))
    .optional(),
  HOLOS_INIT_TIME_ZONE: z.string().refine(isTimeZone, "an IANA time zone such as Europe/Kyiv").optional(),
});

function mailOf(value: z.output<typeof variables>): MailConfig | undefined {
  const { HOLOS_MAIL_URL: address, HOLOS_MAIL_FROM: from } = value;
  if (address === undefined) return undefined;
  if (from !== undefined) return { url: address, from };
  throw missing("HOLOS_MAIL_FROM: expected the sender of every mail, since HOLOS_MAIL_URL is given", "HOLOS_MAIL_FROM");
}

function oidcOf(value: z.output<typeof variables>): OidcConfig | undefined {
  const { HOLOS_OIDC_ISSUER: issuer, HOLOS_OIDC_CLIENT_ID: clientId, HOLOS_OIDC_CLIENT_SECRET: clientSecret } = value;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined)
    return { issuer, clientId, clientSecret };
  throw missing(
    "HOLOS_OIDC_ISSUER, HOLOS_OIDC_CLIENT_ID, HOLOS_OIDC_CLIENT_SECRET: expected all three or none",
    "HOLOS_OIDC_ISSUER",
  );
}

function missing(line: string, variable: string): ConfigProblem {
  return new ConfigProblem(`The configuration cannot be used.\n  ${line}`, [variable]);
}

function url(...schemes: string[]) {
  return z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)), {
    error: `an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(" or ")}`,
  });
}

function bytesOf(text: string, ctx: z.RefinementCtx): number {
  const match = /^(\d+(?:\.\d+)?)\s*([KMG]?)B?$/i.exec(text.trim());
  const unit = { "": 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 }[match?.[2]?.toUpperCase() ?? ""];
  const bytes = match && unit ? Math.round(Number(match[1]) * unit) : Number.NaN;
  if (bytes >= 256 * 1024 ** 2) return bytes;

  ctx.addIssue({ code: "custom", message: "a size of at least 256M, such as 512M or 2G" });
  return z.NEVER;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Never repeats the value: it may be a password. */
function problemOf(error: z.ZodError): ConfigProblem {
  const lines = error.issues.map((issue) => `${String(issue.path[0])}: expected ${issue.message}`);
  return new ConfigProblem(
    `The configuration cannot be used.\n  ${lines.join("\n  ")}`,
    error.issues.map((issue) => String(issue.path[0])),
  );
}
