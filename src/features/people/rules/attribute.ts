import type { Attribute, AttributeValue } from "../contract.ts";

/** The value as it is kept, or undefined when the attribute does not take it. Texts of a file are understood as well. */
export function readValue(attribute: Attribute, value: AttributeValue): AttributeValue | undefined {
  switch (attribute.type) {
    case "text":
      return String(value).trim() || undefined;
    case "number":
      return numberOf(value);
    case "date":
      return typeof value === "string" ? dayIn(value.trim()) : undefined;
    case "yes-no":
      return typeof value === "boolean" ? value : yesOrNo[String(value).trim().toLowerCase()];
    case "choice":
      return attribute.options.find(({ key }) => key.toLowerCase() === String(value).trim().toLowerCase())?.key;
  }
}

const yesOrNo: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  "1": true,
  false: false,
  no: false,
  "0": false,
};

function numberOf(value: AttributeValue): number | undefined {
  const number = typeof value === "string" ? numberIn(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

function numberIn(text: string): number | undefined {
  const plain = text.trim().replace(",", ".");
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(plain) ? Number(plain) : undefined;
}

/** A day there is, as `2026-03-01`. */
function dayIn(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : undefined;
}
