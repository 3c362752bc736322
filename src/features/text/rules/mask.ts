import { findAddresses } from "./masking/addresses.ts";
import { type Finding, type PersonalDataKind } from "./masking/finding.ts";
import { findNames } from "./masking/names.ts";
import { findNumbers, findPhones } from "./masking/numbers.ts";

export type { PersonalDataKind } from "./masking/finding.ts";

/** A text in which personal data is replaced by placeholders such as `[phone]`, and how much of each kind there was. */
export interface MaskedText {
  readonly text: string;
  readonly found: Readonly<Partial<Record<PersonalDataKind, number>>>;
}

/** Names are looked for in this part of a text; everything else in all of it. */
const longestForNames = 200_000;

/**
 * Replaces what could tell who a person is: names, phones, bank cards (Luhn), IBANs, e-mails, numbers of contracts,
 * accounts, orders and documents, links with keys, handles, home addresses. Ordinary numbers stay ("40 минут", "24/7",
 * "1 500 грн"). Rules and lists, no model: it errs towards masking and still misses rare names, which is why texts stay
 * behind the right to read answers. Work is linear in the length.
 */
export function maskPersonalData(text: string): MaskedText {
  const findings = [
    ...findAddresses(text),
    ...findNumbers(text),
    ...findPhones(text),
    ...findNames(text.slice(0, longestForNames)),
  ];
  return replaced(text, withoutOverlaps(findings, text));
}

const rank = new Map(
  ["email", "url", "iban", "card", "document", "number", "phone", "address", "handle", "name"].map((kind, index) => [
    kind,
    index,
  ]),
);

/**
 * Findings in the order of the text without overlaps: of those that overlap in a row the surest kind wins, then the longer.
 * Names right behind one another become one.
 */
function withoutOverlaps(findings: readonly Finding[], text: string): readonly Finding[] {
  const kept: Finding[] = [];
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || !(overlaps(last, finding) || areOneName(last, finding, text))) kept.push(finding);
    else if (areOneName(last, finding, text)) kept.splice(-1, 1, { ...last, end: Math.max(last.end, finding.end) });
    else if (isSurer(finding, last)) kept.splice(-1, 1, { ...finding, start: Math.min(last.start, finding.start) });
  }
  return kept;
}

function overlaps(one: Finding, next: Finding): boolean {
  return next.start < one.end;
}

function areOneName(one: Finding, next: Finding, text: string): boolean {
  return one.kind === "name" && next.kind === "name" && /^\s*$/.test(text.slice(one.end, next.start));
}

function isSurer(one: Finding, other: Finding): boolean {
  return (rank.get(one.kind) ?? 0) < (rank.get(other.kind) ?? 0);
}

function replaced(text: string, findings: readonly Finding[]): MaskedText {
  const found: Partial<Record<PersonalDataKind, number>> = {};
  let masked = "";
  let at = 0;
  for (const { kind, start, end } of findings) {
    masked += `${text.slice(at, start)}[${kind}]`;
    at = end;
    found[kind] = (found[kind] ?? 0) + 1;
  }
  return { text: masked + text.slice(at), found };
}
