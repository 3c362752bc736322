/** Contrast ratio of two colours `#rrggbb`, 1 to 21. Source: WCAG 2.2, relative luminance. */
export function contrastOf(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** White or near-black: whichever is easier to read on the colour. */
export function inkOn(colour: string): "#ffffff" | "#161a20" {
  return contrastOf(colour, "#ffffff") >= contrastOf(colour, "#161a20") ? "#ffffff" : "#161a20";
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16) / 255)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channel(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
