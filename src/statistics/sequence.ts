/** The number at an index that the caller knows to exist; a gap is a bug and throws. */
export function at(numbers: readonly number[], index: number): number {
  const number = numbers[index];
  if (number === undefined) throw new RangeError(`no number at ${index} of ${numbers.length}`);
  return number;
}

/** Sum of numbers. */
export function sumOf(numbers: readonly number[]): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}

/** Mean of numbers; NaN for none. */
export function averageOf(numbers: readonly number[]): number {
  return sumOf(numbers) / numbers.length;
}
