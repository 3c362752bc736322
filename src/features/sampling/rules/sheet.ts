/** A line of a pasted table: its first cell, and the number in its last one. */
export interface ReadLine {
  readonly line: number;
  readonly text: string;
  readonly value: string;
  readonly amount: number | null;
  readonly code: "no-amount" | "not-a-number" | "negative" | "repeated" | null;
}

/**
 * A table of two columns as it is pasted from a spreadsheet (tabs) or written by hand (semicolons; commas where there is
 * nothing else). Numbers as people write them: 1 234,5 or 1,234.5 or 12 %. A heading without a number is left out.
 */
export function readSheet(text: string): readonly ReadLine[] {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter((line) => line.text !== "");
  const separator = ["\t", ";"].find((one) => lines.some((line) => line.text.includes(one))) ?? ",";
  const read = lines.map((line) => readLine(line, separator));
  const isHeading =
    read.length > 1 && read[0]?.code === "not-a-number" && read.slice(1).some(({ code }) => code === null);
  const seen = new Set<string>();
  return read.slice(isHeading ? 1 : 0).map((one) => {
    if (one.code !== null) return one;
    if (seen.has(one.value)) return { ...one, code: "repeated" as const };
    seen.add(one.value);
    return one;
  });
}

function readLine({ line, text }: { readonly line: number; readonly text: string }, separator: string): ReadLine {
  const cells = text.split(separator).map((cell) => cell.trim().replaceAll(/^"|"$/g, ""));
  const [value = "", ...rest] = cells;
  const last = separator === "," ? rest.join(",") : rest.findLast((cell) => cell !== "");
  const of = { line, text: text.slice(0, 200), value: value.slice(0, 200) };
  if (last === undefined || last === "") return { ...of, amount: null, code: "no-amount" };
  const amount = readNumber(last);
  if (amount === null) return { ...of, amount: null, code: "not-a-number" };
  return amount < 0 ? { ...of, amount, code: "negative" } : { ...of, amount, code: null };
}

/** A number as people write it; null when it is none. */
export function readNumber(text: string): number | null {
  const bare = text.replaceAll(/[\s\u00a0\u202f%'’]/g, "").replace("\u2212", "-");
  if (!/^-?[\d.,]+$/.test(bare)) return null;
  const number = Number(withPoint(bare));
  return Number.isFinite(number) ? number : null;
}

/** The last of point and comma parts the fraction, unless it stands before exactly three digits and is alone of its kind. */
function withPoint(text: string): string {
  const [point, comma] = [text.lastIndexOf("."), text.lastIndexOf(",")];
  if (point >= 0 && comma >= 0) {
    const thousands = point > comma ? "," : ".";
    return text.replaceAll(thousands, "").replace(",", ".");
  }
  const mark = point >= 0 ? "." : ",";
  const parts = text.split(mark);
  const isThousands =
    parts.length > 2 ||
    (mark === "," && parts.length === 2 && /^-?[1-9]\d{0,2}$/.test(parts[0] ?? "") && parts[1]?.length === 3);
  return isThousands ? parts.join("") : parts.join(".");
}
