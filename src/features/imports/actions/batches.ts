import { mapRow, type MappedRow } from "../mapping/map-row.ts";
import type { Mapper } from "../mapping/mapper.ts";
import { createRowIds } from "../mapping/row-id.ts";
import type { TableRow } from "../reading/table.ts";

/** Rows written in one transaction: big enough to be quick, small enough to report and to cancel. */
export const rowsInBatch = 2000;

/** Characters of one batch, so that files of very long rows need no more memory than others. */
const lettersInBatch = 8 * 1024 ** 2;

/** Mapped rows in batches. Rows before `skip` are read, since ids count repeats, but not mapped. */
export async function* mappedBatches(
  mapper: Mapper,
  rows: AsyncIterable<TableRow>,
  skip: number,
): AsyncGenerator<readonly MappedRow[]> {
  const columns = mapper.profile.id?.columns.map((column) => mapper.positions.get(column) ?? -1);
  const idOf = createRowIds(columns);
  let batch: MappedRow[] = [];
  let seen = 0;
  let letters = 0;
  for await (const row of rows) {
    const id = idOf(row);
    seen += 1;
    if (seen <= skip) continue;
    batch.push(mapRow(mapper, row, id));
    letters += row.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (batch.length < rowsInBatch && letters < lettersInBatch) continue;
    yield batch;
    batch = [];
    letters = 0;
  }
  if (batch.length > 0) yield batch;
}
