import type { DirectoryKind, Mapping } from "../contract.ts";
import { headerWords } from "./header-words.ts";

/** A column as far as it was looked at. */
export interface SeenColumn {
  readonly name: string;
  readonly examples: readonly string[];
}

/** What columns seem to be, and by what. */
export interface Guess {
  readonly mapping: Mapping;
  readonly reasons: ReadonlyMap<string, "header" | "content">;
}

/**
 * What the columns of a file seem to be: by the words above them, attributes by their own names, else by what is in
 * them. Each meaning is given once; of two columns that fit, the first.
 */
export function guessColumns(
  kind: DirectoryKind,
  columns: readonly SeenColumn[],
  attributes: readonly { readonly key: string; readonly names: Readonly<Record<string, string>> }[] = [],
): Guess {
  const mapping: Record<string, string> = {};
  const reasons = new Map<string, "header" | "content">();
  const taken = new Set<string>();
  const give = (name: string, field: string | undefined, reason: "header" | "content") => {
    if (field === undefined || taken.has(field) || Object.hasOwn(mapping, name)) return;
    mapping[name] = field;
    reasons.set(name, reason);
    taken.add(field);
  };

  for (const { name } of columns) give(name, fieldCalled(kind, name), "header");
  for (const { name } of columns) give(name, attributeCalled(attributes, name), "header");
  for (const { name, examples } of columns) give(name, fieldHolding(kind, examples), "content");
  return { mapping, reasons };
}

function fieldCalled(kind: DirectoryKind, header: string): string | undefined {
  const words = plain(header);
  return Object.entries(headerWords[kind]).find(
    ([field, names]) => names.includes(words) || plain(field) === words,
  )?.[0];
}

function attributeCalled(
  attributes: readonly { readonly key: string; readonly names: Readonly<Record<string, string>> }[],
  header: string,
): string | undefined {
  const words = plain(header);
  const found = attributes.find(({ key, names }) =>
    [key, ...Object.values(names)].some((name) => plain(name) === words),
  );
  return found === undefined ? undefined : `attribute:${found.key}`;
}

/** Small letters, words apart, signs gone: `Employee_ID`, `employeeId` and `Employee ID:` are the same. */
function plain(text: string): string {
  return text
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function fieldHolding(kind: DirectoryKind, examples: readonly string[]): string | undefined {
  if (examples.length === 0) return undefined;
  const all = (pattern: RegExp) => examples.every((text) => pattern.test(text.trim()));
  if (kind !== "units" && all(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)) return "email";
  if (kind === "persons" && all(/^\+?[\d\s()-]{10,20}$/)) return "phone";
  if (kind !== "staff" && all(/^[A-Z][A-Za-z_]+\/[A-Z][A-Za-z_/+-]+$/)) return "timeZone";
  return undefined;
}
