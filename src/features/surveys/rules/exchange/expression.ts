import type { Comparison, Condition, Scalar } from "#kit/condition";

/** How the other product says a comparison of one of its names. */
export interface Vocabulary {
  /** Our comparison for its own; undefined when it cannot be said. Values are as written, `op` is ours. */
  readonly comparison: (name: string, op: Comparison["op"], value: Comparison["value"]) => Condition | undefined;
}

/**
 * An expression of SurveyJS (`{name} >= 3 and {other} notempty`) or LimeSurvey (`name.NAOK >= 3 && !is_empty(other)`) as
 * a condition; undefined when it holds calculations, functions or names that cannot be said in ours. Never throws.
 */
export function conditionFrom(text: string, vocabulary: Vocabulary): Condition | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined || tokens.length === 0 || tokens.length > 2000) return undefined;
  const reader = { tokens, at: 0, level: 0, vocabulary };
  const condition = readAny(reader);
  return reader.at === tokens.length ? condition : undefined;
}

interface Token {
  readonly kind: "name" | "value" | "sign";
  readonly text: string;
  readonly value?: Scalar;
}

interface Reader {
  readonly tokens: readonly Token[];
  readonly vocabulary: Vocabulary;
  at: number;
  level: number;
}

const words = /^(and|or|not|contains|notcontains|anyof|noneof|empty|notempty|is_empty)$/i;

const pattern =
  /\s*(?:\{([^{}]{1,200})\}|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?\d+(?:\.\d+)?)(?![\w.])|(&&|\|\||==|!=|<>|<=|>=|[=<>!()[\],])|([A-Za-z_][\w.-]*))/y;

function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    if (text.slice(pattern.lastIndex).trim() === "") break;
    const match = pattern.exec(text);
    if (match === null) return undefined;
    tokens.push(tokenOf(match));
  }
  return tokens;
}

function tokenOf([, braced, double, single, number, sign, word]: RegExpExecArray): Token {
  if (braced !== undefined) return { kind: "name", text: braced };
  const quoted = double ?? single;
  if (quoted !== undefined) return { kind: "value", text: "", value: quoted.replaceAll(/\\(.)/g, "$1") };
  if (number !== undefined) return { kind: "value", text: "", value: Number(number) };
  if (sign !== undefined) return { kind: "sign", text: sign };
  const text = word ?? "";
  if (text === "true" || text === "false") return { kind: "value", text: "", value: text === "true" };
  return words.test(text) ? { kind: "sign", text: text.toLowerCase() } : { kind: "name", text };
}

function readAny(reader: Reader): Condition | undefined {
  return readJoined(reader, { signs: ["or", "||"], read: readAll, join: (parts) => ({ any: parts }) });
}

function readAll(reader: Reader): Condition | undefined {
  return readJoined(reader, { signs: ["and", "&&"], read: readOne, join: joinAll });
}

/** From and to of one field are a range. */
function joinAll(parts: Condition[]): Condition {
  const [low, high] = parts;
  if (parts.length === 2 && low !== undefined && high !== undefined && "field" in low && "field" in high) {
    const isRange = low.field === high.field && low.op === "gte" && high.op === "lte";
    const ends = [low.value ?? null, high.value ?? null];
    if (isRange && !ends.some(Array.isArray)) return { field: low.field, op: "between", value: ends as Scalar[] };
  }
  return { all: parts };
}

function readJoined(
  reader: Reader,
  of: {
    signs: readonly string[];
    read: (reader: Reader) => Condition | undefined;
    join: (parts: Condition[]) => Condition;
  },
): Condition | undefined {
  const parts: Condition[] = [];
  do {
    const part = of.read(reader);
    if (part === undefined) return undefined;
    parts.push(part);
  } while (of.signs.some((sign) => take(reader, sign)));
  return parts.length === 1 ? parts[0] : of.join(parts);
}

function readOne(reader: Reader): Condition | undefined {
  if (reader.level > 15) return undefined;
  reader.level += 1;
  const found = readNegated(reader) ?? readBracketed(reader) ?? readComparison(reader);
  reader.level -= 1;
  return found;
}

function readNegated(reader: Reader): Condition | undefined {
  if (!take(reader, "!") && !take(reader, "not")) return undefined;
  const inner = readOne(reader);
  if (inner === undefined) return undefined;
  return "field" in inner && inner.op === "empty" ? { field: inner.field, op: "answered" } : { not: inner };
}

function readBracketed(reader: Reader): Condition | undefined {
  const start = reader.at;
  if (!take(reader, "(")) return undefined;
  const inner = readAny(reader);
  if (inner !== undefined && take(reader, ")")) return inner;
  reader.at = start;
  return undefined;
}

const signs: Readonly<Record<string, Comparison["op"]>> = {
  "=": "eq",
  "==": "eq",
  "!=": "ne",
  "<>": "ne",
  "<": "lt",
  "<=": "lte",
  ">": "gt",
  ">=": "gte",
  contains: "contains",
  anyof: "in",
  noneof: "nin",
};

const turned: Readonly<Partial<Record<Comparison["op"], Comparison["op"]>>> = {
  eq: "eq",
  ne: "ne",
  lt: "gt",
  lte: "gte",
  gt: "lt",
  gte: "lte",
};

function readComparison(reader: Reader): Condition | undefined {
  if (take(reader, "is_empty")) return readIsEmpty(reader);
  const first = reader.tokens[reader.at];
  if (first?.kind === "value") return readTurned(reader, first.value ?? null);
  if (first?.kind !== "name") return undefined;
  reader.at += 1;
  return readAfterName(reader, first.text);
}

function readAfterName(reader: Reader, name: string): Condition | undefined {
  const { comparison } = reader.vocabulary;
  if (take(reader, "empty")) return comparison(name, "empty", undefined);
  if (take(reader, "notempty")) return comparison(name, "answered", undefined);
  if (take(reader, "notcontains")) return negated(comparison(name, "contains", readValue(reader)));
  const op = readSign(reader);
  const value = op === undefined ? undefined : readValue(reader);
  if (op === undefined || value === undefined) return undefined;
  if (value === "" && op === "eq") return comparison(name, "empty", undefined);
  return value === "" && op === "ne" ? comparison(name, "answered", undefined) : comparison(name, op, value);
}

/** `3 < {name}` */
function readTurned(reader: Reader, value: Scalar): Condition | undefined {
  reader.at += 1;
  const op = readSign(reader);
  const name = reader.tokens[reader.at];
  const other = op === undefined ? undefined : turned[op];
  if (other === undefined || name?.kind !== "name") return undefined;
  reader.at += 1;
  return reader.vocabulary.comparison(name.text, other, value);
}

function readIsEmpty(reader: Reader): Condition | undefined {
  if (!take(reader, "(")) return undefined;
  const name = reader.tokens[reader.at];
  reader.at += 1;
  if (name?.kind !== "name" || !take(reader, ")")) return undefined;
  return reader.vocabulary.comparison(name.text, "empty", undefined);
}

function readSign(reader: Reader): Comparison["op"] | undefined {
  const token = reader.tokens[reader.at];
  const op = token?.kind === "sign" && Object.hasOwn(signs, token.text) ? signs[token.text] : undefined;
  if (op !== undefined) reader.at += 1;
  return op;
}

function readValue(reader: Reader): Scalar | Scalar[] | undefined {
  if (!take(reader, "[")) return readScalar(reader);
  const values: Scalar[] = [];
  while (!take(reader, "]")) {
    const value = readScalar(reader);
    if (value === undefined) return undefined;
    values.push(value);
    take(reader, ",");
  }
  return values;
}

function readScalar(reader: Reader): Scalar | undefined {
  const token = reader.tokens[reader.at];
  if (token?.kind !== "value") return undefined;
  reader.at += 1;
  return token.value ?? null;
}

function take(reader: Reader, sign: string): boolean {
  const token = reader.tokens[reader.at];
  if (token?.kind !== "sign" || token.text !== sign) return false;
  reader.at += 1;
  return true;
}

function negated(condition: Condition | undefined): Condition | undefined {
  return condition && { not: condition };
}
