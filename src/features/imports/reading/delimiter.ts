const candidates = [",", ";", "\t", "|"] as const;

/**
 * The delimiter that splits the sample's lines most evenly into the most columns.
 * Delimiters inside quotes do not count. Null when the sample holds one column only.
 */
export function detectDelimiter(sample: string): string | null {
  const lines = logicalLines(sample).slice(0, 50);
  const scored = candidates.map((delimiter) => ({ delimiter, score: evenness(lines, delimiter) }));
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  return best !== undefined && best.score > 0 ? best.delimiter : null;
}

/** Columns of the most common width, weighted by the share of lines that have it. */
function evenness(lines: readonly string[], delimiter: string): number {
  const widths = lines.map((line) => line.split(delimiter).length - 1).filter((width) => width > 0);
  if (widths.length === 0) return 0;
  const counts = Map.groupBy(widths, (width) => width);
  const [width, same] = [...counts].toSorted((a, b) => b[1].length - a[1].length)[0] ?? [0, []];
  return width * (same.length / lines.length) ** 2;
}

/** Lines with quoted parts emptied, so that only real delimiters and line ends remain. The last, cut line is dropped. */
function logicalLines(sample: string): readonly string[] {
  const lines = sample
    .replaceAll(/"(?:[^"]|"")*"/g, "")
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== "");
  return lines.length > 1 ? lines.slice(0, -1).concat(sample.endsWith("\n") ? lines.slice(-1) : []) : lines;
}
