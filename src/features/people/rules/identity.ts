import type { Identity } from "../contract/identity.ts";

/**
 * The form in which an identity is kept and compared: e-mail in lower case, phone as digits with a + where the country
 * is known, other values trimmed. Total: what is no real address or number is kept as it came, trimmed.
 */
export function normaliseIdentity(identity: Identity): Identity {
  const value = identity.value.trim().normalize("NFC");
  switch (identity.kind) {
    case "email":
      return { kind: "email", value: value.toLowerCase() };
    case "phone":
      return { kind: "phone", value: phoneOf(value) };
    case "crm":
    case "device":
    case "employee":
    case "messenger":
      return { kind: identity.kind, value };
  }
}

/** `kind:value` of the identity as it is kept. */
export function identityKey(identity: Identity): string {
  const { kind, value } = normaliseIdentity(identity);
  return `${kind}:${value}`;
}

/** Eleven digits or more that do not begin with 0 hold a country code (ITU-T E.164), with or without + or 00 in front. */
function phoneOf(value: string): string {
  const digits = value.replaceAll(/\D/g, "");
  if (digits.length < 3) return value;
  if (value.startsWith("+")) return `+${digits}`;
  if (digits.startsWith("00")) return `+${digits.slice(2)}`;
  return digits.length >= 11 && !digits.startsWith("0") ? `+${digits}` : digits;
}
