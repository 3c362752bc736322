import { Refusal } from "#kit/refusal";

/** A place in a list as one opaque word. */
export function writeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** The place again. @throws Refusal `people.bad_cursor` when the word holds something else than these types */
export function readCursor(
  word: string,
  types: readonly ("string" | "number" | "uuid")[],
): readonly (string | number)[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(word, "base64url").toString());
  } catch (error) {
    throw new Refusal("people.bad_cursor", { cause: String(error) });
  }
  if (Array.isArray(parts) && parts.length === types.length && types.every((type, index) => isOf(type, parts[index])))
    return parts as (string | number)[];
  throw new Refusal("people.bad_cursor");
}

function isOf(type: "string" | "number" | "uuid", part: unknown): boolean {
  if (type === "uuid") return typeof part === "string" && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(part);
  return typeof part === type && (type !== "number" || Number.isFinite(part));
}
