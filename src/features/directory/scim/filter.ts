/** A test of one attribute, or several that all or any must hold. */
export type ScimFilter =
  | { readonly attribute: string; readonly value: string }
  | { readonly all: readonly ScimFilter[] }
  | { readonly any: readonly ScimFilter[] };

const deepest = 20;

/**
 * Reads a filter of RFC 7644, 3.4.2.2, as far as it is answered here: `eq` with `and`, `or` and brackets. Total: undefined
 * for everything else. Attribute names are in small letters, without the name of their schema.
 */
export function readFilter(text: string): ScimFilter | undefined {
  const words = text.length > 2000 ? undefined : wordsOf(text);
  if (words === undefined) return undefined;
  const reader = { words, at: 0 };
  const filter = readAny(reader, 0);
  return reader.at === words.length ? filter : undefined;
}

interface Reader {
  readonly words: readonly string[];
  at: number;
}

function wordsOf(text: string): readonly string[] | undefined {
  const words: string[] = [];
  const word = /\s*("(?:[^"\\]|\\.)*"|[()]|[^\s()"]+)/uy;
  while (word.lastIndex < text.trimEnd().length) {
    const found = word.exec(text)?.[1];
    if (found === undefined) return undefined;
    words.push(found);
  }
  return words;
}

function readAny(reader: Reader, depth: number): ScimFilter | undefined {
  return readJoined(reader, { word: "or", join: (any) => ({ any }), next: () => readAll(reader, depth) });
}

function readAll(reader: Reader, depth: number): ScimFilter | undefined {
  return readJoined(reader, { word: "and", join: (all) => ({ all }), next: () => readOne(reader, depth) });
}

function readJoined(
  reader: Reader,
  how: { word: string; join: (parts: readonly ScimFilter[]) => ScimFilter; next: () => ScimFilter | undefined },
): ScimFilter | undefined {
  const parts: ScimFilter[] = [];
  for (;;) {
    const part = how.next();
    if (part === undefined) return undefined;
    parts.push(part);
    if (reader.words[reader.at]?.toLowerCase() !== how.word) return parts.length === 1 ? part : how.join(parts);
    reader.at += 1;
  }
}

function readOne(reader: Reader, depth: number): ScimFilter | undefined {
  if (reader.words[reader.at] === "(") {
    if (depth >= deepest) return undefined;
    reader.at += 1;
    const inner = readAny(reader, depth + 1);
    if (inner === undefined || reader.words[reader.at] !== ")") return undefined;
    reader.at += 1;
    return inner;
  }
  const [attribute, operator, literal] = reader.words.slice(reader.at, reader.at + 3);
  const value = literal === undefined ? undefined : literalOf(literal);
  if (
    attribute === undefined ||
    !/^[\w:.$-]+$/.test(attribute) ||
    operator?.toLowerCase() !== "eq" ||
    value === undefined
  )
    return undefined;
  reader.at += 3;
  return { attribute: attribute.replace(/^urn:.*:/i, "").toLowerCase(), value };
}

function literalOf(text: string): string | undefined {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase();
  if (!text.startsWith('"')) return undefined;
  try {
    return String(JSON.parse(text));
  } catch {
    return undefined;
  }
}
