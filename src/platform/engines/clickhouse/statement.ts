/** What kind of statement a text is, as far as running it differs. */
export type StatementKind = "read" | "insert" | "kill" | "other";

/** The kind by the first word after comments and brackets. */
export function kindOf(text: string): StatementKind {
  const [word = ""] = /[a-z]+/i.exec(withoutLeadingComments(text)) ?? [];
  return kinds.get(word.toLowerCase()) ?? "other";
}

/** An insert whose data stands apart from its text. */
export interface InsertTarget {
  readonly table: string;
  readonly columns: readonly string[] | undefined;
  readonly format:
    | "JSONEachRow"
    | "JSONCompactEachRow"
    | "CSV"
    | "CSVWithNames"
    | "TabSeparated"
    | "TabSeparatedWithNames";
  /** A line is a row, so that the data may be cut between lines. */
  readonly byLine: boolean;
}

/** Table, columns and format of `insert into t (a, b) format F`; undefined when the text is anything more than that. */
export function insertTarget(text: string): InsertTarget | undefined {
  const match = /^\s*insert\s+into\s+(?:table\s+)?([\w.]+)\s*(?:\(([\w\s,`"]*)\)\s*)?format\s+(\w+)\s*;?\s*$/i.exec(
    withoutLeadingComments(text),
  );
  const format = formats.get(match?.[3]?.toLowerCase() ?? "");
  if (match === null || format === undefined) return undefined;

  const columns = match[2]?.split(",").map((column) => column.trim().replaceAll(/[`"]/g, ""));
  return { table: match[1] ?? "", columns, format, byLine: !format.startsWith("CSV") && !format.endsWith("WithNames") };
}

/** The id in `kill query where query_id = 'x'`, which this interface answers itself. */
export function killedQueryId(text: string): string | undefined {
  return /^\s*kill\s+query\s+where\s+query_id\s*=\s*'([^'\\]*)'/i.exec(withoutLeadingComments(text))?.[1];
}

/** `sync` would wait for an entry that goes only with the session; the engine cancels just as soon without it. */
export function withoutSync(text: string): string {
  return text.replace(/\bsync\s*(;?\s*)$/i, "async $1");
}

/** Format a result is in: the clause of the text wins over the default. */
export function formatOf(text: string, fallback: string): string {
  return /\bformat\s+(\w+)\s*(?:\bsettings\b[^']*)?;?\s*$/i.exec(text.slice(-500))?.[1] ?? fallback;
}

/** A value as a SQL string. */
export function literal(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

const kinds = new Map<string, StatementKind>([
  ["select", "read"],
  ["with", "read"],
  ["insert", "insert"],
  ["kill", "kill"],
]);

const formats = new Map<string, InsertTarget["format"]>([
  ["jsoneachrow", "JSONEachRow"],
  ["jsoncompacteachrow", "JSONCompactEachRow"],
  ["csv", "CSV"],
  ["csvwithnames", "CSVWithNames"],
  ["tsv", "TabSeparated"],
  ["tabseparated", "TabSeparated"],
  ["tsvwithnames", "TabSeparatedWithNames"],
  ["tabseparatedwithnames", "TabSeparatedWithNames"],
]);

function withoutLeadingComments(text: string): string {
  return text.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, "");
}
