import type { Comparison, Scalar } from "#kit/condition";

/** Lowest and highest that is allowed; no limit when left out. */
interface Limits<Value> {
  readonly min?: Value | undefined;
  readonly max?: Value | undefined;
}

/** The numbers that are named, those between them and beyond: one of each stretch on which no comparison changes. */
export function numbersAround(
  wanted: readonly Scalar[],
  { min, max, integer = false }: Limits<number> & { readonly integer?: boolean },
): readonly number[] {
  const named = [...wanted.map(numberOf), min, max, 0].filter((each) => each !== undefined && Number.isFinite(each));
  const points = [...new Set(named as number[])].toSorted((a, b) => a - b);
  const near = points.flatMap((point, index) =>
    integer
      ? [Math.floor(point) - 1, Math.floor(point), Math.ceil(point), Math.ceil(point) + 1]
      : [point, (point + (points[index + 1] ?? point + 2)) / 2, point - 1, point + 1],
  );
  return [...new Set(near)].filter((each) => each >= (min ?? -Infinity) && each <= (max ?? Infinity));
}

/** The days that are named with their neighbours, and those far before and after. */
export function daysAround(wanted: readonly Scalar[], { min, max }: Limits<string>): readonly string[] | undefined {
  const named = [...wanted, min, max].filter((each) => each !== undefined).map(String);
  const days = named.filter((each) => isDay(each));
  if (days.length < named.length) return undefined;
  const near = days.flatMap((day) => [-1, 0, 1].map((by) => dayAfter(day, by)));
  return [...new Set([...near, "0001-01-01", "9999-12-31"])].filter(
    (day) => day >= (min ?? "0000-01-01") && day <= (max ?? "9999-12-31"),
  );
}

/** Every text that comparisons name and somebody could write. */
export function stringsOf(comparisons: readonly Comparison[]): readonly string[] {
  const named = comparisons.flatMap(({ op, value }) => (op === "answered" || op === "empty" ? [] : valuesOf(value)));
  return [...new Set(named.map(String))].filter((text) => text !== "");
}

/**
 * Every choice among the options that are named, with and without one that is not, and without an exclusive one that is
 * not; undefined when there are too many. Never the empty choice.
 */
export function subsetsOf(
  options: readonly { readonly key: string; readonly exclusive?: boolean | undefined }[],
  named: ReadonlySet<string>,
): readonly string[][] | undefined {
  const others = options.filter(({ key }) => !named.has(key));
  const told = [
    ...options.filter(({ key }) => named.has(key)),
    ...others.filter(({ exclusive }) => exclusive !== true).slice(0, 1),
    ...others.filter(({ exclusive }) => exclusive === true).slice(0, 1),
  ];
  if (told.length > 10) return undefined;
  const all: string[][] = [[]];
  for (const { key } of told) all.push(...all.map((one) => [...one, key]));
  return all.filter((one) => one.length > 0);
}

function numberOf(value: Scalar): number | undefined {
  return value === null || value === "" ? undefined : Number(value);
}

function valuesOf(value: Comparison["value"]): readonly Scalar[] {
  if (value === undefined) return ["undefined"];
  return Array.isArray(value) ? [...(value as readonly Scalar[]), String(value)] : [value as Scalar];
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayAfter(text, 0) === text;
}

function dayAfter(day: string, by: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by);
  const text = date.toISOString().slice(0, 10);
  return /^\d{4}-/.test(text) ? text : day;
}
