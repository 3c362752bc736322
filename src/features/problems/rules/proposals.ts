import type { Side } from "../contract.ts";
import type { KnownCode } from "./known-codes.ts";

/** What may stand on a map: a problem of the register, or one that is proposed from what answers are coded with. */
export interface Subject<Row> {
  readonly key: string;
  /** Null: proposed only. */
  readonly row: Row | null;
  /** Of a proposed one, in the reader's language; empty for a registered one, which has a name of its own. */
  readonly title: string;
  readonly codes: readonly string[];
}

/** What of a registered problem decides what is still to be proposed. */
export interface Registered {
  readonly key: string;
  readonly side: Side;
  readonly codes: readonly string[];
}

interface Ground {
  readonly known: readonly KnownCode[];
  readonly side: Side;
  /** Keys of problems that were put into others, with the key of the other. */
  readonly merged: ReadonlyMap<string, string>;
  /** Keys of themes that follow from what happened: somebody may register one, but none is proposed as a cause. */
  readonly consequences: ReadonlySet<string>;
}

/**
 * The problems of a side: all registered ones, and for every key of known codes that belongs to none of them one proposed problem.
 * A registered problem takes in what nobody holds and what bears its own key, or that of a problem that was put into it: an option
 * of a new survey counts without anybody adding it.
 */
export function subjectsOf<Row extends Registered>(
  registered: readonly Row[],
  { known, side, merged, consequences }: Ground,
): readonly Subject<Row>[] {
  const held = new Set(registered.flatMap(({ codes }) => codes));
  const own = new Map(registered.filter((row) => row.side === side).map((row) => [row.key, row]));
  const ownerOf = (key: string): string => (own.has(key) ? key : (merged.get(key) ?? key));
  const free = Map.groupBy(
    known.filter(({ side: of, code }) => of === side && !held.has(code) && !consequences.has(code.slice(0, -1))),
    ({ key }) => ownerOf(key),
  );
  const taken = new Set([...registered.map(({ key }) => key), ...merged.keys()]);
  const proposed = [...free].filter(([key]) => !own.has(key));
  return [
    ...[...own.values()].map((row) => {
      const more = (free.get(row.key) ?? []).map(({ code }) => code);
      return { key: row.key, row, title: "", codes: [...row.codes, ...more] };
    }),
    ...proposed.map(([key, some]): Subject<Row> => {
      const title = some.find((one) => one.title !== "" && one.title !== one.code)?.title ?? spokenKey(key);
      return { key: freeKey(key, taken, side), row: null, title, codes: some.map(({ code }) => code) };
    }),
  ];
}

/** So many answers must name what nobody took up before it is proposed: one in thousands is a slip of the pen or of the coding. */
export function leastToPropose(answers: number): number {
  if (answers < 200) return 1;
  return answers < 1000 ? 2 : 5;
}

/** A key that no registered problem has: praise beside pain of the same name gets a name of its own. */
function freeKey(key: string, taken: ReadonlySet<string>, side: Side): string {
  if (!taken.has(key)) return key;
  for (const candidate of [`${key}.${side}`, `${key}.more`]) {
    if (!taken.has(candidate)) return candidate;
  }
  return `${key}.more${taken.size}`;
}

/** `branch_wait` as words, where nothing better is known. */
export function spokenKey(key: string): string {
  const words = key.replaceAll(/[_.-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
