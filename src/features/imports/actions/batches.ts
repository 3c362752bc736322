import type { Mapper, MappedRow } from "../mapping/map-row.ts";
import { mapRow } from "../mapping/map-row.ts";
import { createRowIds } from "../mapping/row-id.ts";
import type { TableRow } from "../reading/table.ts";

/** Rows written in one transaction: big enough to be quick, small enough to report and to cancel. */
export const rowsInBatch = 2000;

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
  for await (const row of rows) {
    const id = idOf(row);
    seen += 1;
    if (seen <= skip) continue;
    batch.push(mapRow(mapper, row, id));
    if (batch.length < rowsInBatch) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
