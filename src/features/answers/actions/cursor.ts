import { z } from "zod";

/** Where the next page begins, and what was counted on the first one. */
export interface Cursor {
  readonly answeredAt: Date;
  readonly id: string;
  readonly total: number;
  readonly isAnyHidden: boolean;
}

const cursorSchema = z.tuple([z.number().int().min(0).max(8.64e15), z.uuid(), z.number().int().min(0), z.boolean()]);

/** The cursor as one opaque word. */
export function writeCursor({ answeredAt, id, total, isAnyHidden }: Cursor): string {
  return Buffer.from(JSON.stringify([answeredAt.getTime(), id, total, isAnyHidden])).toString("base64url");
}

/** The cursor again; undefined when the word was not made by `writeCursor`. */
export function readCursor(word: string): Cursor | undefined {
  try {
    const read = cursorSchema.safeParse(JSON.parse(Buffer.from(word, "base64url").toString()));
    if (!read.success) return undefined;
    const [time, id, total, isAnyHidden] = read.data;
    return { answeredAt: new Date(time), id, total, isAnyHidden };
  } catch {
    return undefined;
  }
}
