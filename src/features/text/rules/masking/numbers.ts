import { isCardNumber, isIban } from "./checksums.ts";
import type { Finding } from "./finding.ts";

/**
 * Words before a number that say it names a thing of one person: contract, account, order, request, claim, passport, tax.
 * Only what comes within a few signs of them is taken, and it must hold a digit.
 */
const named =
  /(?:договор\p{L}*|контракт\p{L}*|лицев\p{L}*\s+сч[её]т\p{L}*|рахун\p{L}*|(?:р\/с|л\/с|о\/р)|сч[её]т\p{L}*|заказ\p{L}*|замовленн\p{L}*|заявк\p{L}*|заявленн?\p{L}*|обращени\p{L}*|звернен\p{L}*|претензи\p{L}*|тикет\p{L}*|полис\p{L}*|поліс\p{L}*|накладн\p{L}*|ттн|трек\p{L}*|contract|account|acc|order|ticket|case|reference|ref|booking|confirmation|claim|policy|invoice|tracking|reservation|pnr)[\s:]{0,3}(?:номер\p{L}*|number|no\.?|num\.?|nr\.?|id|№|#|n°)?[\s.:№#-]{0,4}((?=[\p{L}\d/-]{0,20}\d)[A-ZА-ЯІЇЄ\d][A-ZА-ЯІЇЄ\d/-]{3,24})(?![\p{L}\d])/giu;

const documents =
  /(?:паспорт\p{L}*|passport|инн|іпн|рнокпп|снилс|ssn|tax\s+id|id[- ]?карт\p{L}*|єдрпоу|водительск\p{L}*\s+удостоверени\p{L}*)[\s:]{0,3}(?:серия|серії|серія|номер\p{L}*|number|no\.?|№|#)?[\s.:№#]{0,4}((?=[\p{L}\d -]{0,6}\d)[A-ZА-ЯІЇЄ]{0,3}\s?№?\s?\d[\d -]{4,14}\d)/giu;

const signed =
  /(?:№|#|номер|number)\s{0,2}((?=[A-ZА-ЯІЇЄ/-]{0,8}\d)[A-ZА-ЯІЇЄ\d][A-ZА-ЯІЇЄ\d/-]{5,24})(?![\p{L}\d])/giu;

const iban = /(?<![\p{L}\d])[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]){11,30}(?![\p{L}\d])/gu;
const cards = /(?<![\d])\d(?:[ -]?\d){12,18}(?![\d])/g;
const maskedCards = /(?<!\d)(?:\d{4}|\d{6})[ -]?\d{0,2}[*xXхХ•]{2,12}[ -]?[*xXхХ•\d -]{0,12}\d{4}(?!\d)/g;
const longDigits = /(?<![\d.,])\d{9,}(?![\d])/g;

/** Cards, IBANs, numbers of contracts, orders, documents, and any run of nine digits or more. */
export function findNumbers(text: string): Finding[] {
  return [
    ...all(text, iban, (match) => (isIban(match.replaceAll(" ", "")) ? "iban" : undefined)),
    ...all(text, cards, cardOrNumber),
    ...all(text, maskedCards, () => "card"),
    ...grouped(text, documents, "document"),
    ...grouped(text, named, "number"),
    ...grouped(text, signed, "number"),
    ...all(text, longDigits, () => "number"),
  ];
}

/** Sixteen digits in fours name a card even when one was mistyped; other long runs of digits only by their check. */
function cardOrNumber(match: string): Finding["kind"] | undefined {
  if (isCardNumber(match.replaceAll(/[ -]/g, ""))) return "card";
  return /^\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}$/.test(match) ? "number" : undefined;
}

const phones =
  /(?<![\p{L}\d.,/-])(?:\+|00)\d{1,3}[\s.-]?\(?\d{1,5}\)?(?:[\s.-]?\d{1,4}){2,5}(?![\d])|(?<![\p{L}\d.,/-])(?:[87][\s.-]?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{2}[\s.-]?\d{2}(?![\d])|(?<![\p{L}\d.,/-])0\d{2}[\s.-]?\d{3}[\s.-]?\d{2}[\s.-]?\d{2}(?!\d)|(?<![\p{L}\d.,/-])\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?!\d)/gu;
const calledPhones =
  /(?:тел(?:ефон\p{L}*)?|моб(?:ильн\p{L}*)?|phone|cell|tel|viber|whatsapp|вайбер\p{L}*|ватсап\p{L}*)[\s.:№#-]{0,4}((?:\d[\s-]?){5,11}\d)(?!\d)/giu;

/** Phone numbers with a country or city code, and shorter ones that are called a phone. */
export function findPhones(text: string): Finding[] {
  const isPhone = (match: string) => {
    const digits = match.replaceAll(/\D/g, "").length;
    return digits >= 9 && digits <= 15 ? "phone" : undefined;
  };
  return [...all(text, phones, isPhone), ...grouped(text, calledPhones, "phone")];
}

function all(text: string, pattern: RegExp, kindOf: (match: string) => Finding["kind"] | undefined): Finding[] {
  const found: Finding[] = [];
  for (const match of text.matchAll(pattern)) {
    const kind = kindOf(match[0]);
    if (kind !== undefined) found.push({ kind, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** What stands in the one group of a pattern. */
function grouped(text: string, pattern: RegExp, kind: Finding["kind"]): Finding[] {
  const found: Finding[] = [];
  for (const match of text.matchAll(pattern)) {
    const inside = match[1];
    if (inside === undefined) continue;
    const start = match.index + match[0].lastIndexOf(inside);
    found.push({ kind, start, end: start + inside.trimEnd().length });
  }
  return found;
}
