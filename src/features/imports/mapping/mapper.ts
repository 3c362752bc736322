import type { Profile } from "../contract.ts";
import type { TableRow } from "../reading/table.ts";
import { timeReader, type TimeReader } from "./time-format.ts";
import { createZoning, type Zoning } from "./zoned-time.ts";

/** A profile fitted to a file's columns, ready to map its rows. */
export interface Mapper {
  readonly profile: Profile;
  readonly positions: ReadonlyMap<string, number>;
  readonly columns: readonly string[];
  readonly readTime: TimeReader;
  /** Zone of times that name none: the profile's, else the organisation's. */
  readonly zone: string;
  readonly instantOf: Zoning;
  /** Nothing answered later than this is believed, in milliseconds since 1970. */
  readonly latest: number;
}

/** What a mapper needs to know besides the profile and the file. */
export interface MapperSetting {
  /** IANA zone of the organisation. */
  readonly zone: string;
  readonly now: Date;
}

/** Fits a profile to the columns of a file; every column must have been located. */
export function createMapper(
  profile: Profile,
  file: { columns: readonly string[]; positions: ReadonlyMap<string, number> },
  setting: MapperSetting,
): Mapper {
  const zone = profile.time?.zone ?? setting.zone;
  return {
    profile,
    positions: file.positions,
    columns: file.columns,
    readTime: timeReader(profile.time?.format ?? "iso"),
    zone,
    instantOf: createZoning(zone),
    latest: setting.now.getTime() + day,
  };
}

/** Clocks of other systems may be ahead, but not by more than this. */
const day = 24 * 3_600_000;

/** What is wrong with one cell of a row. */
export interface CellProblem {
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly params?: Record<string, unknown>;
}

/** What a row holds in a column, trimmed. */
export function cellOf(mapper: Mapper, row: TableRow, column: string): string {
  return (row.cells[mapper.positions.get(column) ?? -1] ?? "").trim();
}
