import type { Profile } from "../contract.ts";
import type { TableRow } from "../reading/table.ts";
import { cellOf, type CellProblem, type Mapper } from "./mapper.ts";

/** When a row was answered, with what is wrong with that. */
export interface RowTime {
  readonly answered: {
    readonly answeredAt?: string;
    /** Where this was the local time: what the file wrote is what people's clocks showed. */
    readonly timeZone?: string;
  };
  readonly problems: readonly CellProblem[];
}

/** Reads a row's moment by the profile; rows without one take the profile's fixed time, if it has one. */
export function answeredAtOf(mapper: Mapper, row: TableRow): RowTime {
  const { time, fixedTime } = mapper.profile;
  if (time === undefined) return judged(mapper, fixedTime, { column: "", value: "" });

  const value = textOf(mapper, row, time);
  const cell = { column: time.columns[0] ?? "", value };
  const read = mapper.readTime(value);
  if (read.ok) {
    const timeZone = read.value.offset === undefined ? mapper.zone : time.zone;
    return judged(mapper, mapper.instantOf(read.value), cell, timeZone);
  }
  if (read.code === "time.empty" && fixedTime !== undefined) return judged(mapper, fixedTime, cell, time.zone);
  return { answered: {}, problems: [{ ...cell, code: read.code }] };
}

/** No survey of this kind is older; an earlier date is an empty cell that some system filled in. */
const earliest = Date.UTC(1990, 0, 1);

function judged(
  mapper: Mapper,
  answeredAt: string | undefined,
  cell: Pick<CellProblem, "column" | "value">,
  timeZone?: string,
): RowTime {
  if (answeredAt === undefined) return { answered: {}, problems: [] };
  const instant = Date.parse(answeredAt);
  const problems: CellProblem[] = [];
  if (instant > mapper.latest) problems.push({ ...cell, code: "time.future" });
  if (instant < earliest) problems.push({ ...cell, code: "time.too_early" });
  return { answered: { answeredAt, ...(timeZone === undefined ? {} : { timeZone }) }, problems };
}

function textOf(mapper: Mapper, row: TableRow, time: NonNullable<Profile["time"]>): string {
  const cells = time.columns.map((column) => cellOf(mapper, row, column));
  return time.template === undefined ? cells.join(" ").trim() : fill(time.template, cells);
}

/** `2017-05-{1}` with the cells of the time columns; empty when any of them is. */
function fill(template: string, cells: readonly string[]): string {
  return cells.includes("")
    ? ""
    : template.replaceAll(/\{(\d)\}/g, (_, index: string) => cells[Number(index) - 1] ?? "");
}
