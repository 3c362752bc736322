import { nameWords } from "./words.ts";

/** What somebody looks for, by where it may stand. */
export interface SearchTerms {
  /** Beginnings of words of a name; all must occur. */
  readonly words: readonly string[];
  /** Beginning of an e-mail address, CRM id, number of an employee or messenger name, in lower case. */
  readonly beginning: string | undefined;
  /** Beginnings of a phone number as it is kept. */
  readonly phoneStarts: readonly string[];
  /** Its end turned round: for numbers written without the country. */
  readonly phoneEnd: string | undefined;
}

/** Understands a line of search: an address, a number in any spelling, a code, or words of a name. */
export function readSearch(line: string): SearchTerms {
  const text = line.trim().normalize("NFC");
  const beginning = /\s/.test(text) || text === "" ? undefined : text.toLowerCase();
  const digits = text.replaceAll(/\D/g, "");
  const isNumber = digits.length >= 3 && /^[+\d\s().-]+$/.test(text);
  return {
    words: text.includes("@") || isNumber ? [] : nameWords(text),
    beginning,
    phoneStarts: isNumber ? phoneStarts(text, digits) : [],
    phoneEnd: isNumber && !text.startsWith("+") ? phoneEnd(digits) : undefined,
  };
}

function phoneStarts(text: string, digits: string): readonly string[] {
  if (text.startsWith("+")) return [`+${digits}`];
  if (digits.startsWith("00")) return [`+${digits.slice(2)}`];
  return [digits, `+${digits}`];
}

/** Without the trunk zero; shorter ends would fit too many. */
function phoneEnd(digits: string): string | undefined {
  const end = digits.replace(/^0+/, "");
  return end.length < 6 ? undefined : end.split("").toReversed().join("");
}
