/**
 * Placeholders of `migrations/ch/NNN_verb_object.sql`, so that one file serves one engine and a cluster:
 *
 * - `{{table answer_v1}}`: `answer_v1`; on a cluster `answer_v1_local`, the part that one node holds
 * - `{{on cluster}}`: nothing; on a cluster `on cluster "name"`
 * - `{{engine ReplacingMergeTree(version, deleted)}}`: itself; on a cluster its Replicated form
 * - `{{distributed answer_v1 by cityHash64(response_id)}}`: nothing; on a cluster the table `answer_v1` over all parts,
 *   sharded by the expression (a statement of its own)
 * - `{{distributed_column answer_v1 codes Array(String) default []}}`: nothing; on a cluster the same column of that table
 */
export function expandTemplate(text: string, cluster: string | undefined): string {
  return text.replaceAll(
    /\{\{\s*(table|on cluster|engine|distributed_column|distributed)\s*([\s\S]*?)\s*\}\}/g,
    (_, kind: string, rest: string) => {
      const expand = placeholders[kind];
      if (expand === undefined) throw new Error(`Unknown placeholder {{${kind}}}`);
      return expand(rest, cluster);
    },
  );
}

/** The statements of a text: parts between semicolons that are not inside quotes or comments, without empty ones. */
export function splitStatements(text: string): string[] {
  const tokens = text.matchAll(
    /'(?:\\.|''|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|--[^\n]*|\/\*[\s\S]*?\*\/|;|[^'"`;/-]+|[\s\S]/g,
  );
  const statements: string[] = [];
  let current = "";
  for (const [token] of tokens) {
    if (token === ";") {
      statements.push(current.trim());
      current = "";
    } else if (!token.startsWith("--") && !token.startsWith("/*")) {
      current += token;
    }
  }
  return [...statements, current.trim()].filter((statement) => statement !== "");
}

type Placeholder = (rest: string, cluster: string | undefined) => string;

const placeholders: Readonly<Record<string, Placeholder>> = {
  table: (name, cluster) => (cluster === undefined ? name : `${name}_local`),
  "on cluster": (_, cluster) => (cluster === undefined ? "" : `on cluster "${cluster}"`),
  engine: (engine, cluster) => (cluster === undefined ? engine : replicated(engine)),
  distributed_column: (rest, cluster) => (cluster === undefined ? "" : distributedColumn(rest, cluster)),
  distributed: (rest, cluster) => (cluster === undefined ? "" : distributed(rest, cluster)),
};

function replicated(engine: string): string {
  const [, name = "", args = ""] = /^(\w*MergeTree)\s*(?:\(([\s\S]*)\))?$/.exec(engine) ?? [];
  if (name === "") throw new Error(`Not an engine of the MergeTree family: ${engine}`);
  const all = ["'/clickhouse/tables/{shard}/{database}/{table}'", "'{replica}'", args.trim()].filter(
    (part) => part !== "",
  );
  return `Replicated${name}(${all.join(", ")})`;
}

function distributedColumn(rest: string, cluster: string): string {
  const [, table = "", column = ""] = /^(\w+)\s+([\s\S]+)$/.exec(rest) ?? [];
  if (table === "") throw new Error(`Expected {{distributed_column <table> <column>}}, got: ${rest}`);
  return `alter table ${table} on cluster "${cluster}" add column if not exists ${column}`;
}

function distributed(rest: string, cluster: string): string {
  const [, table = "", key = ""] = /^(\w+)\s+by\s+([\s\S]+)$/.exec(rest) ?? [];
  if (table === "") throw new Error(`Expected {{distributed <table> by <expression>}}, got: ${rest}`);
  return `create table if not exists ${table} on cluster "${cluster}" as ${table}_local engine = Distributed("${cluster}", currentDatabase(), ${table}_local, ${key})`;
}
