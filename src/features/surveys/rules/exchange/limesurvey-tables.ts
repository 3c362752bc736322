import { UnreadableFile } from "./carried.ts";

/** An element of an XML file that was read. */
export interface XmlNode {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlNode[];
}

/** A row of an exported table: its columns by name. */
export type Row = Readonly<Record<string, string>>;

/** The tables of a LimeSurvey file. */
export interface Tables {
  readonly kind: "survey" | "question";
  readonly languages: readonly string[];
  readonly rows: (table: string) => readonly Row[];
}

/** The tables of `.lss` and `.lsq`. @throws UnreadableFile */
export function readTables(root: XmlNode): Tables {
  const kind = (child(root, "LimeSurveyDocType")?.text ?? "").trim().toLowerCase();
  if (root.name !== "document" || (kind !== "survey" && kind !== "question"))
    throw new UnreadableFile("neither a survey (.lss) nor a question (.lsq)");
  const languages = child(root, "languages")?.children.map(({ text }) => text.trim()) ?? [];
  const tables = new Map<string, readonly Row[]>();
  return {
    kind,
    languages: languages.filter((each) => each !== ""),
    rows: (table) => {
      const known = tables.get(table) ?? (child(child(root, table), "rows")?.children ?? []).map(rowOf);
      tables.set(table, known);
      return known;
    },
  };
}

function rowOf({ children }: XmlNode): Row {
  return Object.fromEntries(children.map(({ name, text }) => [name, text]));
}

function child(element: XmlNode | undefined, name: string): XmlNode | undefined {
  return element?.children.find((each) => each.name === name);
}
