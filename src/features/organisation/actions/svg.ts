/**
 * Why this SVG may not be shown, or undefined when it may. It is read as text, token by token; whatever cannot be read
 * with certainty is refused, so that a browser cannot read it otherwise than we do.
 */
export function checkSvg(bytes: Uint8Array): string | undefined {
  const text = decode(bytes);
  if (text === undefined) return "it is not UTF-8 text";
  if (/<!(?!--)|<!---?>|<\?(?!xml\s)/i.test(text)) return "it declares a document type, entities or a style sheet";

  const body = text.replace(/^\uFEFF?\s*(<\?xml\s[^>]*\?>)?/, "").replaceAll(/<!--[\s\S]*?-->/g, "");
  if (!/^\s*<svg[\s>]/.test(body)) return "it does not begin with an svg element";
  return checkTags(body);
}

const tag = /<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_:][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/g;
const attribute = /([A-Za-z_:][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const activeElements = new Set(
  (
    "script foreignobject iframe embed object audio video source a link meta base form handler listener " +
    "animate animatemotion animatetransform animatecolor set discard"
  ).split(" "),
);

const loadingAttributes = new Set(["src", "srcset", "data", "action", "formaction", "poster", "background", "base"]);

function checkTags(body: string): string | undefined {
  for (const [, , name = "", attributes = ""] of body.matchAll(tag)) {
    if (activeElements.has(localName(name))) return `it holds the element ${name}`;
    for (const [, key = "", double, single] of attributes.matchAll(attribute)) {
      const problem = checkAttribute(localName(key), decodeReferences(double ?? single ?? ""));
      if (problem !== undefined) return problem;
    }
  }

  const between = body.replaceAll(tag, "\u0000");
  if (between.includes("<")) return "it is not well-formed";
  return checkCss(decodeReferences(between));
}

function checkAttribute(name: string, value: string): string | undefined {
  if (name.startsWith("on")) return `it holds the event attribute ${name}`;
  if (loadingAttributes.has(name)) return `it loads something by the attribute ${name}`;
  if (name === "href" && !/^\s*(#|data:image\/(png|jpeg|webp|gif);base64,)/i.test(value))
    return "it points to something outside itself";
  return checkCss(value);
}

/** Style sheets may refer to parts of the picture only. An escape could hide an address, and none is needed. */
function checkCss(value: string): string | undefined {
  const refersOutside = /url\s*\(\s*(?!["']?\s*#)/i.test(value) || /@import|image-set|src\s*\(/i.test(value);
  if (refersOutside) return "its style refers to something outside itself";
  if (/javascript:|expression\s*\(/i.test(value)) return "it holds a script";
  return value.includes("\\") ? "it holds a backslash, which can hide an address" : undefined;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1).toLowerCase();
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decodeReferences(text: string): string {
  return text.replaceAll(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));?/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole;
      const point = Number.parseInt(hex ?? decimal ?? "", hex === undefined ? 10 : 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : "";
    },
  );
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
