import type { Draw } from "../random.ts";

/** Templates by theme. */
export type Blocks = Readonly<Record<string, readonly string[]>>;

/** What stands around a theme, the same for all. */
export interface Frames {
  readonly openers: readonly string[];
  readonly after: readonly string[];
  readonly but: readonly string[];
  readonly thanks: readonly string[];
  readonly short: Readonly<Record<"low" | "middle" | "high", readonly string[]>>;
  readonly sarcasm: readonly string[];
  readonly nothing: readonly string[];
  readonly person: readonly string[];
}

/** What fills the holes `<min>`, `<name>`…, in the form the sentence needs. */
export type Slots = Readonly<Record<string, string>>;

type Part =
  | string
  | { readonly choice: readonly Sequence[] }
  | { readonly forms: readonly [string, string] }
  | { readonly slot: string };
type Sequence = readonly Part[];

/** Writes one text of a template: `{a|b}` is a choice, `[he/she]` a form by who writes, `<slot>` a hole. Choices may nest. */
export function write(
  template: string,
  draw: Draw,
  { isWoman, slots }: { readonly isWoman: boolean; readonly slots: Slots },
): string {
  const render = (sequence: Sequence): string =>
    sequence
      .map((part) => {
        if (typeof part === "string") return part;
        if ("choice" in part) return render(draw.pick(part.choice));
        if ("forms" in part) return part.forms[isWoman ? 1 : 0];
        return slots[part.slot] ?? `<${part.slot}>`;
      })
      .join("");
  return render(parsed(template))
    .replaceAll(/ {2,}/g, " ")
    .replaceAll(/ ([,.!?])/g, "$1")
    .trim();
}

/** How many different texts the template can give, forms and holes not counted. */
export function varieties(template: string): number {
  const count = (sequence: Sequence): number =>
    sequence.reduce(
      (product, part) =>
        product *
        (typeof part !== "string" && "choice" in part ? part.choice.reduce((sum, one) => sum + count(one), 0) : 1),
      1,
    );
  return count(parsed(template));
}

const known = new Map<string, Sequence>();

function parsed(template: string): Sequence {
  let sequence = known.get(template);
  if (sequence === undefined) {
    sequence = parse(template, 0, "").sequence;
    known.set(template, sequence);
  }
  return sequence;
}

/** Reads up to one of the characters in `until`, which is not consumed. */
function parse(text: string, from: number, until: string): { sequence: Sequence; at: number } {
  const sequence: Part[] = [];
  let at = from;
  while (at < text.length && !until.includes(text[at] ?? "")) {
    const sign = text[at];
    if (sign === "{") {
      const choice: Sequence[] = [];
      do {
        const one = parse(text, at + 1, "|}");
        choice.push(one.sequence);
        at = one.at;
      } while (text[at] === "|");
      if (text[at] !== "}") throw new SyntaxError(`unclosed choice: ${text}`);
      sequence.push({ choice });
      at += 1;
    } else if (sign === "[" || sign === "<") {
      const end = text.indexOf(sign === "[" ? "]" : ">", at);
      if (end === -1) throw new SyntaxError(`unclosed ${sign}: ${text}`);
      sequence.push(special(sign, text.slice(at + 1, end)));
      at = end + 1;
    } else {
      const end = nextSign(text, at, until);
      sequence.push(text.slice(at, end));
      at = end;
    }
  }
  return { sequence, at };
}

function special(sign: "[" | "<", inside: string): Part {
  if (sign === "<") return { slot: inside };
  const [he, she] = inside.split("/");
  if (he === undefined || she === undefined) throw new SyntaxError(`two forms needed: ${inside}`);
  return { forms: [he, she] };
}

function nextSign(text: string, from: number, until: string): number {
  let at = from;
  while (at < text.length && !`{[<${until}`.includes(text[at] ?? "")) at += 1;
  return at;
}
