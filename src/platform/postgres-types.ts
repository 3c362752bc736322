import type pg from "pg";
import { types } from "pg";

/**
 * How column types arrive: int8 as number while exact (bigint beyond 2^53), numeric as number, timestamptz as Date,
 * date, time and timestamp without zone as text (the driver would read them in the zone of the machine).
 */
export function typesOf(): pg.CustomTypesConfig {
  return { getTypeParser: ((oid: number, format?: "text") => parserOf(oid, format)) as typeof types.getTypeParser };
}

function parserOf(oid: number, format: "text" = "text"): (text: string) => unknown {
  return (
    parsers.get(oid) ?? (types.getTypeParser as (oid: number, format: "text") => (text: string) => unknown)(oid, format)
  );
}

const oids = {
  int8: 20,
  numeric: 1700,
  date: 1082,
  time: 1083,
  timestamp: 1114,
  int8Array: 1016,
  numericArray: 1231,
  dateArray: 1182,
};

const parsers = new Map<number, (text: string) => unknown>([
  [oids.int8, int8],
  [oids.numeric, Number],
  [oids.date, String],
  [oids.time, String],
  [oids.timestamp, String],
  [oids.int8Array, arrayOf(int8)],
  [oids.numericArray, arrayOf(Number)],
  [oids.dateArray, arrayOf(String)],
]);

function int8(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/** Arrays of numbers and dates never need quotes, so the braces and commas are the whole grammar; nested arrays do not occur. */
function arrayOf(parse: (text: string) => unknown): (text: string) => unknown[] {
  return (text) =>
    text === "{}"
      ? []
      : text
          .slice(1, -1)
          .split(",")
          .map((item) => (item === "NULL" ? null : parse(item)));
}
