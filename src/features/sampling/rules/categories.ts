import type { Margin, SchemeWish } from "../contract.ts";

/** A category of a margin: one value, or several that are taken together. */
export interface Category {
  readonly values: readonly string[];
  readonly target: number;
}

/** A margin as a scheme takes it. */
export interface SchemeMargin {
  readonly dimension: string;
  readonly categories: readonly Category[];
  /** Value → index of its category. */
  readonly indexOf: ReadonlyMap<string, number>;
}

/** The margins of a scheme, values merged as it says; dimensions that the population does not know are left out. */
export function schemeMargins({ dimensions, merges }: SchemeWish, margins: readonly Margin[]): readonly SchemeMargin[] {
  return dimensions.flatMap((dimension) => {
    const margin = margins.find((one) => one.dimension === dimension);
    if (margin === undefined) return [];
    const groups = merges.filter((merge) => merge.dimension === dimension).map(({ values }) => values);
    return [marginOf(dimension, margin, groups)];
  });
}

/** A category as it is written. */
export function categoryName({ values }: Category, nameOf: (value: string) => string = (value) => value): string {
  return values.map(nameOf).join(" + ");
}

function marginOf(dimension: string, margin: Margin, groups: readonly (readonly string[])[]): SchemeMargin {
  const categories: { values: string[]; target: number }[] = [];
  const indexOf = new Map<string, number>();
  for (const { value, amount } of margin.cells) {
    const group = groups.find((values) => values.includes(value));
    const known =
      group === undefined ? undefined : group.map((one) => indexOf.get(one)).find((index) => index !== undefined);
    const index = known ?? categories.push({ values: [], target: 0 }) - 1;
    const category = categories[index];
    if (category === undefined) continue;
    category.values.push(value);
    category.target += amount;
    indexOf.set(value, index);
  }
  return { dimension, categories, indexOf };
}
