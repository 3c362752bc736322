/** One measured figure beside the limit measured in the same run. */
export interface Figure {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  /** What the figure is compared with, and its value; null for a figure that stands by itself. */
  readonly limit: { readonly what: string; readonly value: number } | null;
  /** What is aimed at: a share of the limit, or a bound for the figure itself. */
  readonly aim: { readonly kind: "ratio-at-least" | "ratio-at-most" | "at-most"; readonly value: number };
}

/** Prints figures as one table: measured, limit, ratio, aim, and whether the aim is reached. */
export function describeFigures(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    `${formatNumber(figure.measured)} ${figure.unit}`,
    figure.limit === null ? "" : `${formatNumber(figure.limit.value)} (${figure.limit.what})`,
    figure.limit === null ? "" : formatNumber(ratioOf(figure)),
    aimText(figure),
    isReached(figure) ? "yes" : "NO",
  ]);
  return renderTable([["what", "measured", "limit", "ratio", "aim", "reached"], ...rows]);
}

/** Whether the figure reaches its aim. */
export function isReached(figure: Figure): boolean {
  const { kind, value } = figure.aim;
  if (kind === "at-most") return figure.measured <= value;
  return kind === "ratio-at-least" ? ratioOf(figure) >= value : ratioOf(figure) <= value;
}

function ratioOf({ measured, limit }: Figure): number {
  return limit === null ? Number.NaN : measured / limit.value;
}

function aimText({ aim, unit }: Figure): string {
  if (aim.kind === "at-most") return `≤ ${formatNumber(aim.value)} ${unit}`;
  return `ratio ${aim.kind === "ratio-at-least" ? "≥" : "≤"} ${aim.value}`;
}

function formatNumber(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });
}

function renderTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`);
  lines.splice(1, 0, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  return lines.join("\n");
}

/** The value below which this share of the sorted values lies (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}
