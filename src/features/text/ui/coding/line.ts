import type { OperationAnswer, OperationCall } from "#web/api/operations.ts";
import { Problem } from "#web/api/problem.ts";

import type { TextToCode } from "../../contract.ts";
import { emptyQueue, queueAfter, type Queue, type QueueEvent } from "./queue.ts";

type Next = OperationAnswer<"text.nextToCode">;
type Body<Id extends "text.nextToCode" | "text.codeText" | "text.undoCoding"> = NonNullable<OperationCall<Id>["body"]>;
type Name = Pick<TextToCode, "responseId" | "question">;

/** The server as the desk speaks to it. */
export interface CodingServer {
  readonly next: (body: Body<"text.nextToCode">) => Promise<Next>;
  readonly code: (body: Body<"text.codeText">) => Promise<Next>;
  readonly undo: (body: Body<"text.undoCoding">) => Promise<Next>;
  readonly read: (name: Name) => Promise<TextToCode>;
}

/** What a desk shows. */
export interface DeskState {
  readonly queue: Queue;
  /** Coded within the last hour, those on their way included; undefined before the server said. */
  readonly codedThisHour: number | undefined;
  /** What keeps the queue from going on. */
  readonly error: unknown;
}

/**
 * Between the desk and the server. Whatever is said goes out in the order it was said, one at a time, so that what is held
 * is always what the server knows; the next comments are there in advance, so that nobody waits for the server.
 */
export interface CodingLine {
  state: DeskState;
  /** Said, not told to the server yet; held as well, or it would come again. */
  untold: readonly TextToCode[];
  tail: Promise<void>;
  isFilling: boolean;
  readonly server: CodingServer;
  readonly listeners: Set<() => void>;
  /** Tells the coder what was refused. */
  readonly onProblem: (problem: unknown) => void;
}

const [ahead, mostHeld] = [3, 30];

/** A line with nothing in hand. */
export function createLine(server: CodingServer, onProblem: CodingLine["onProblem"]): CodingLine {
  const state = { queue: emptyQueue, codedThisHour: undefined, error: null };
  return {
    state,
    untold: [],
    tail: Promise.resolve(),
    isFilling: false,
    server,
    listeners: new Set(),
    onProblem,
  };
}

/** Something was done at the desk, and the comments in advance are filled up. */
export function tell(line: CodingLine, event: QueueEvent): void {
  change(line, { queue: queueAfter(line.state.queue, event) });
  fill(line);
}

/** Says what the comment in hand is about and goes on at once; what the server refuses comes back with what was said. */
export function accept(line: CodingLine, codes: readonly string[]): void {
  const [text] = line.state.queue.texts;
  if (text === undefined) return;
  pass(line, text, codes);
  inLine(line, async () => {
    try {
      const { responseId, question, revision } = text;
      const body = { responseId, question, revision, codes: [...codes], holding: holding(line, text) };
      take(line, text, await line.server.code(body));
    } catch (problem) {
      await refuse(line, { text, codes }, problem);
    }
  });
}

/** Puts the comment in hand aside. */
export function skip(line: CodingLine): void {
  const [text] = line.state.queue.texts;
  if (text === undefined) return;
  pass(line, text, null);
  inLine(line, async () => {
    try {
      take(line, text, await line.server.next({ skip: true, holding: holding(line, text) }));
    } catch (problem) {
      forget(line, text);
      change(line, { error: problem });
    }
  });
}

/** Takes the last coding back; that comment is in hand again. */
export function back(line: CodingLine): void {
  inLine(line, async () => {
    try {
      const { text, codedThisHour } = await line.server.undo({ holding: holding(line) });
      change(line, { codedThisHour });
      if (text !== null) tell(line, { what: "returned", text });
    } catch (problem) {
      line.onProblem(problem);
    }
  });
}

/** Asks on, after an error or when nothing was left. */
export function retry(line: CodingLine): void {
  change(line, { error: null });
  tell(line, { what: "asked" });
}

function fill(line: CodingLine): void {
  const { queue, error } = line.state;
  if (line.isFilling || error !== null || queue.isEmpty || queue.texts.length >= ahead) return;
  line.isFilling = true;
  inLine(line, async () => {
    try {
      const next = await line.server.next({ holding: holding(line) });
      line.isFilling = false;
      take(line, undefined, next);
    } catch (problem) {
      line.isFilling = false;
      change(line, { error: problem });
    }
  });
}

function pass(line: CodingLine, text: TextToCode, codes: readonly string[] | null): void {
  line.untold = [...line.untold, text];
  const coded = line.state.codedThisHour;
  if (codes !== null && coded !== undefined) change(line, { codedThisHour: coded + 1 });
  tell(line, { what: "passed", codes });
}

function take(line: CodingLine, done: TextToCode | undefined, { text, codedThisHour }: Next): void {
  forget(line, done);
  change(line, { codedThisHour: codedThisHour + line.untold.length });
  tell(line, { what: "came", text });
}

/** Changed by somebody else meanwhile, it comes back as it is now; a comment that is gone stays away. */
async function refuse(
  line: CodingLine,
  { text, codes }: { readonly text: TextToCode; readonly codes: readonly string[] },
  problem: unknown,
): Promise<void> {
  line.onProblem(problem);
  const code = problem instanceof Problem ? problem.code : "";
  const now = code === "text.coded_elsewhere" ? await line.server.read(text).catch(() => text) : text;
  forget(line, text);
  if (code !== "text.no_such_text") tell(line, { what: "returned", text: now, codes });
}

function forget(line: CodingLine, text: TextToCode | undefined): void {
  line.untold = line.untold.filter((one) => one !== text);
}

function holding(line: CodingLine, but?: TextToCode): Name[] {
  return [...line.state.queue.texts, ...line.untold]
    .filter((one) => one.responseId !== but?.responseId || one.question !== but.question)
    .slice(0, mostHeld)
    .map(({ responseId, question }) => ({ responseId, question }));
}

function inLine(line: CodingLine, act: () => Promise<void>): void {
  line.tail = line.tail.then(act, act);
}

function change(line: CodingLine, next: Partial<DeskState>): void {
  line.state = { ...line.state, ...next };
  for (const listener of line.listeners) listener();
}
