/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Least contrast of text that all can read (WCAG 2.2, 1.4.3). */
export const leastContrast = 4.5;

/** Contrast ratio of two colours `#rrggbb`, 1 to 21. */
export function contrastOf(one: string, other: string): number {
  return contrastOfRgb(rgbOf(one), rgbOf(other));
}

/** Contrast ratio, 1 to 21. */
export function contrastOfRgb(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The parts of a colour `#rrggbb`; dark grey for anything else. */
export function rgbOf(colour: string): Rgb {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  const part = (index: number) => Number.parseInt(match?.[index] ?? "40", 16);
  return [part(1), part(2), part(3)];
}

/** WCAG 2.2, relative luminance. */
function luminance([red, green, blue]: Rgb): number {
  const linear = (value: number) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
