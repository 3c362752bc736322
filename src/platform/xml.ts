import { XMLParser, XMLValidator } from "fast-xml-parser";

/** An element: what it is called, the text directly in it, and the elements in it. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** A file that is no well-formed XML, or that this does not read on purpose. */
export class XmlProblem extends Error {
  override readonly name = "XmlProblem";
}

/** Deeper is nothing but an attack. */
const mostLevels = 50;

/**
 * The root element of an XML text. Document types and with them entities of one's own are refused, so that neither a
 * file of this machine is read (XXE) nor a short text grows (billion laughs). @throws XmlProblem
 */
export function readXml(text: string): XmlElement {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new XmlProblem("document types are not read");
  // oxlint-disable-next-line typescript/no-deprecated -- its successor is another package
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new XmlProblem(`line ${valid.err.line}: ${valid.err.msg}`);
  const parsed = parseNodes(text);
  const root = parsed.map((node) => elementOf(node, 0)).find((element) => element !== undefined);
  if (root === undefined) throw new XmlProblem("no element");
  return root;
}

function parseNodes(text: string): readonly RawNode[] {
  try {
    return parser.parse(text) as readonly RawNode[];
  } catch (cause) {
    throw new XmlProblem(cause instanceof Error ? cause.message : "unreadable", { cause });
  }
}

type RawNode = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  processEntities: false,
  parseTagValue: false,
  trimValues: false,
  cdataPropName: "#cdata",
});

function elementOf(node: RawNode, level: number): XmlElement | undefined {
  if (level > mostLevels) throw new XmlProblem("too many levels");
  const name = Object.keys(node).find((key) => !key.startsWith("#") && key !== ":@");
  if (name === undefined) return undefined;
  const inner = (node[name] ?? []) as readonly RawNode[];
  const children = inner.map((child) => elementOf(child, level + 1)).filter((child) => child !== undefined);
  return { name, text: inner.map(textOf).join(""), children };
}

function textOf(node: RawNode): string {
  if ("#text" in node) return decodeEntities(String(node["#text"]));
  if (!("#cdata" in node)) return "";
  return (node["#cdata"] as readonly RawNode[])
    .map((part) => (typeof part["#text"] === "string" ? part["#text"] : ""))
    .join("");
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** The five entities of XML, the space of HTML and numbers; anything else stays as it is. */
export function decodeEntities(text: string): string {
  return text.replaceAll(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,5});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return named[name.toLowerCase()] ?? whole;
    const code = name[1]?.toLowerCase() === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

/** A text as it stands between tags. */
export function escapeXml(text: string): string {
  const clean = text.toWellFormed().replaceAll(/(?![\n\t])\p{Cc}/gu, "");
  return clean.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
