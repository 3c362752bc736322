/** One row of what a page says where there is no screen: a name with its figure in words, and where its interval lies. */
export interface ToldRow {
  readonly name: string;
  readonly figure: string;
  /** What stands out about it; empty when nothing does. */
  readonly change: string;
  /** Answers behind it; null where a row counts no answers. */
  readonly n: number | null;
  /** What its numbers are counted in; only rows of the same unit share a scale. */
  readonly unit: string;
  /** The estimate with its interval; null without an estimate. */
  readonly span: { readonly value: number; readonly low: number; readonly high: number } | null;
}

/** What a page says in words, for mails, files and public pages: its answer in a sentence, and the rows behind it. */
export interface Told {
  readonly sentence: string;
  readonly rows: readonly ToldRow[];
}

/** How it is told: in which language, and of how many answers a row must be made to be told at all. */
export interface Telling {
  readonly language: string;
  readonly least: number;
}
