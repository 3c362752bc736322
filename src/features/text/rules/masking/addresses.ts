import type { Finding } from "./finding.ts";

const email = /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,4}/gu;
const url =
  /(?:https?:\/\/|www\.)[^\s<>"'«»]{3,2000}|(?<![\p{L}\d.@])[a-z\d-]{2,40}\.(?:com|net|org|ru|ua|io|me|gov|co|рф|укр)(?:\.[a-z]{2})?\/[^\s<>"'«»]{2,2000}/giu;
/** A path or a query with a long key in it opens something of one person's. */
const telling = /[?#&=]|\/[^/]{16,}|t\.me\/|\d{5,}/i;
const handle = /(?<![\p{L}\d._%+-])@[\p{L}\d_]{3,40}(?:\.[\p{L}\d_]{1,30})?(?![\p{L}\d@])/gu;
const street =
  /(?<!\p{L})(?:ул\.|улица|улице|вул\.|вулиця|вулиці|просп\.|проспект\p{L}*|пр-т|бульвар\p{L}*|б-р|пер\.|переул\p{L}*|пров\.|провул\p{L}*|шоссе|шосе)\s{0,2}[\p{Lu}][\p{L}'’.-]{1,30}(?:\s[\p{Lu}][\p{L}'’-]{1,30})?,?\s{0,2}(?:д\.|дом|буд\.|будинок|б\.)?\s{0,2}\d{1,4}[\p{L}]?(?:[,\s]{1,3}(?:кв\.?|квартира|корп\.?|оф\.?)\s{0,2}\d{1,4})?/giu;
const englishStreet =
  /(?<![\p{L}\d])\d{1,5}\s(?:[A-Z][a-z]{1,20}\s){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct)(?![\p{L}])\.?/gu;

/** E-mail addresses, links that lead to something personal, handles of networks, and addresses of homes. */
export function findAddresses(text: string): Finding[] {
  return [
    ...found(text, email, "email"),
    ...found(text, url, "url", (match) => telling.test(match.replace(/^https?:\/\//i, ""))),
    ...found(text, handle, "handle"),
    ...found(text, street, "address"),
    ...found(text, englishStreet, "address"),
  ];
}

function found(
  text: string,
  pattern: RegExp,
  kind: Finding["kind"],
  may: (match: string) => boolean = () => true,
): Finding[] {
  const findings: Finding[] = [];
  for (const match of text.matchAll(pattern)) {
    if (may(match[0]))
      findings.push({ kind, start: match.index, end: match.index + match[0].replace(/[.,;:!?)]+$/, "").length });
  }
  return findings;
}
