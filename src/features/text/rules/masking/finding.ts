/** Kinds of personal data, as they stand in placeholders: `[name]`. */
export const personalDataKinds = [
  "name",
  "phone",
  "card",
  "iban",
  "email",
  "number",
  "document",
  "url",
  "handle",
  "address",
] as const;

export type PersonalDataKind = (typeof personalDataKinds)[number];

/** A place in a text with personal data: characters `start` to `end`. */
export interface Finding {
  readonly kind: PersonalDataKind;
  readonly start: number;
  readonly end: number;
}
