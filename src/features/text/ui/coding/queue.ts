import type { TextToCode } from "../../contract.ts";
import { codeFor, partsOf, type Side } from "../sides.ts";

/** A comment that was coded here, with what was said of it, to be looked at again. */
export interface Coded {
  readonly text: TextToCode;
  readonly codes: readonly string[];
}

/** What a coder has in hand. */
export interface Queue {
  /** In hand first, then those that are there in advance. */
  readonly texts: readonly TextToCode[];
  /** What is said of the one in hand. */
  readonly codes: readonly string[];
  /** The code that a side or taking away goes to. */
  readonly at: string | undefined;
  /** The newest last. */
  readonly done: readonly Coded[];
  /** The server has nothing more. */
  readonly isEmpty: boolean;
  /** Nothing was said of this one yet, so it cannot be accepted. */
  readonly mustSay: boolean;
}

export const emptyQueue: Queue = {
  texts: [],
  codes: [],
  at: undefined,
  done: [],
  isEmpty: false,
  mustSay: false,
};

/** What happens to a queue. */
export type QueueEvent =
  | { readonly what: "came"; readonly text: TextToCode | null }
  | { readonly what: "returned"; readonly text: TextToCode; readonly codes?: readonly string[] | undefined }
  | { readonly what: "toggled"; readonly code: string }
  | { readonly what: "sided"; readonly side: Side }
  | { readonly what: "dropped" }
  | { readonly what: "missed" }
  | { readonly what: "asked" }
  | { readonly what: "passed"; readonly codes: readonly string[] | null };

/** The queue after an event. `passed` goes on to the next comment: coded, or skipped when there are no codes to tell. */
export function queueAfter(queue: Queue, event: QueueEvent): Queue {
  switch (event.what) {
    case "came":
      return came(queue, event.text);
    case "returned":
      return returned(queue, event.text, event.codes);
    case "toggled":
      return toggled(queue, event.code);
    case "sided":
      return sided(queue, event.side);
    case "dropped":
      return withCodes(queue, queue.codes.slice(0, -1), queue.codes.at(-2));
    case "missed":
      return { ...queue, mustSay: true };
    case "asked":
      return { ...queue, isEmpty: false };
    case "passed":
      return passed(queue, event.codes);
  }
}

function came(queue: Queue, text: TextToCode | null): Queue {
  if (text === null) return { ...queue, isEmpty: true };
  if (queue.texts.some((one) => isSame(one, text))) return queue;
  const next = { ...queue, texts: [...queue.texts, text], isEmpty: false };
  return queue.texts.length === 0 ? inHand(next, text.codes) : next;
}

/** A comment stands in hand again: taken back, or not accepted. What was said of it is not lost. */
function returned(queue: Queue, text: TextToCode, codes: readonly string[] | undefined): Queue {
  const said = queue.done.findLast((one) => isSame(one.text, text));
  const next = {
    ...queue,
    texts: [text, ...queue.texts.filter((one) => !isSame(one, text))],
    done: queue.done.filter((one) => one !== said),
    isEmpty: false,
  };
  return inHand(next, codes ?? said?.codes ?? text.codes);
}

/** A theme has one side at a time, so its other side goes. */
function toggled(queue: Queue, code: string): Queue {
  if (queue.codes.includes(code)) {
    const rest = queue.codes.filter((one) => one !== code);
    return withCodes(queue, rest, rest.at(-1));
  }
  const { theme } = partsOf(code);
  return withCodes(queue, [...queue.codes.filter((one) => partsOf(one).theme !== theme), code], code);
}

function sided(queue: Queue, side: Side): Queue {
  if (queue.at === undefined) return queue;
  const code = codeFor(partsOf(queue.at).theme, side);
  return withCodes(
    queue,
    queue.codes.map((one) => (one === queue.at ? code : one)),
    code,
  );
}

function passed(queue: Queue, codes: readonly string[] | null): Queue {
  const [text, ...texts] = queue.texts;
  if (text === undefined) return queue;
  const done = codes === null ? queue.done : [...queue.done, { text, codes }].slice(-mostKept);
  return inHand({ ...queue, texts, done }, texts[0]?.codes ?? []);
}

const mostKept = 200;

function inHand(queue: Queue, codes: readonly string[]): Queue {
  return { ...queue, codes, at: codes.at(-1), mustSay: false };
}

function withCodes(queue: Queue, codes: readonly string[], at: string | undefined): Queue {
  return { ...queue, codes, at, mustSay: false };
}

function isSame(one: TextToCode, other: TextToCode): boolean {
  return one.responseId === other.responseId && one.question === other.question;
}
