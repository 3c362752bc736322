import { mapRow, type MappedRow } from "../mapping/map-row.ts";
import type { Mapper } from "../mapping/mapper.ts";
import { createRowIds } from "../mapping/row-id.ts";
import type { TableRow } from "../reading/table.ts";
import type { RowRange } from "../store/imports.ts";

/** Rows written in one transaction: big enough to be quick, small enough to report and to cancel. */
export const rowsInBatch = 2000;

/** Characters of one batch, so that files of very long rows need no more memory than others. */
const lettersInBatch = 8 * 1024 ** 2;

/** Mapped rows that follow each other, and how many rows of the file stand before them. */
export interface MappedBatch {
  readonly first: number;
  readonly rows: readonly MappedRow[];
}

/** Mapped rows in batches. Rows that are done are read, since ids count repeats, but not mapped. */
export async function* mappedBatches(
  mapper: Mapper,
  rows: AsyncIterable<TableRow>,
  done: readonly RowRange[],
): AsyncGenerator<MappedBatch> {
  const columns = mapper.profile.id?.columns.map((column) => mapper.positions.get(column) ?? -1);
  const idOf = createRowIds(columns);
  const isDone = inRanges(done);
  let batch: MappedRow[] = [];
  let index = 0;
  let letters = 0;
  for await (const row of rows) {
    const id = idOf(row);
    const isWanted = !isDone(index);
    const isFull = batch.length >= rowsInBatch || letters >= lettersInBatch;
    if (batch.length > 0 && (isFull || !isWanted)) {
      yield { first: index - batch.length, rows: batch };
      batch = [];
      letters = 0;
    }
    index += 1;
    if (!isWanted) continue;
    batch.push(mapRow(mapper, row, id));
    letters += row.cells.reduce((sum, cell) => sum + cell.length, 0);
  }
  if (batch.length > 0) yield { first: index - batch.length, rows: batch };
}

/** Whether an index lies in one of the ranges; indexes have to be asked for in order, as the ranges are. */
function inRanges(ranges: readonly RowRange[]): (index: number) => boolean {
  let at = 0;
  return (index) => {
    for (;;) {
      const range = ranges[at];
      if (range === undefined || index < range.first) return false;
      if (index < range.first + range.rows) return true;
      at += 1;
    }
  };
}
