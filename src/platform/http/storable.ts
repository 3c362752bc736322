/**
 * JSON as a value whose texts can be kept: neither store takes the character NUL or half of a surrogate pair, which JSON
 * can carry only as escapes. NUL is left out, half a pair becomes U+FFFD, as in answers that come by page or file.
 * @throws SyntaxError when the text is no JSON, or nested deeper than anything that is meant
 */
export function parseStorable(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (text.length > mostLevels * 2 && isDeeper(value, mostLevels)) throw new SyntaxError("nested too deeply");
  return mayHoldUnstorable.test(text) ? storable(value) : value;
}

/** The same for a value that is parsed already: texts and names in it, at any depth. */
export function storable(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [storableText(name), storable(held)]));
}

/** Whoever walks a value by recursion must come back. */
const mostLevels = 100;

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((held) => isDeeper(held, levels - 1));
}

const mayHoldUnstorable = /\\u(?:0000|d[89a-f])/i;

function storableText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}
