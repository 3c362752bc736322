import { refuseFile } from "../wording/files.ts";

/** A file inside a form: the name it was sent under, and its content as it arrives. */
export interface FormFile {
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * The first file of a `multipart/form-data` body (RFC 7578), read as it arrives and never held as a whole.
 * @throws Refusal `imports.file_unreadable` when the form holds no file, or ends in the middle of it
 */
export async function fileInForm(body: AsyncIterable<Uint8Array>, boundary: string): Promise<FormFile> {
  const source = body[Symbol.asyncIterator]();
  const mark = Buffer.from(`\r\n--${boundary}`);
  let held: Buffer = Buffer.from("\r\n");

  for (;;) {
    const head = await readHead();
    const name = /filename="((?:[^"\\]|\\.)*)"/i.exec(head)?.[1];
    if (name !== undefined) return { name, content: untilMark() };
    for await (const _ of untilMark());
  }

  /** Headers of the next part; what stands before it is passed over. */
  async function readHead(): Promise<string> {
    let [at, end] = find();
    while (end === -1) {
      if (held.length > mostHead || !(await pull())) throw refuseFile("no_file");
      [at, end] = find();
    }
    const head = held.toString("utf8", at, end);
    held = held.subarray(end + 4);
    return head;
  }

  function find(): [number, number] {
    const at = held.indexOf(mark);
    return [at, at === -1 ? -1 : held.indexOf("\r\n\r\n", at)];
  }

  async function* untilMark(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const end = held.indexOf(mark);
      if (end !== -1) {
        yield held.subarray(0, end);
        held = held.subarray(end);
        return;
      }
      const sure = held.length - mark.length;
      if (sure > 0) {
        yield held.subarray(0, sure);
        held = held.subarray(sure);
      }
      if (!(await pull())) throw refuseFile("changed");
    }
  }

  async function pull(): Promise<boolean> {
    const next = await source.next();
    if (next.done === true) return false;
    held = Buffer.concat([held, next.value]);
    return true;
  }
}

/** Headers of a part are a few hundred bytes; whoever sends more is not sending a form. */
const mostHead = 64 * 1024;
