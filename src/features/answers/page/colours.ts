/** The organisation's colour made safe: readable on the page in both themes, and with readable text on it. */
export interface SafeColours {
  readonly light: string;
  readonly onLight: string;
  readonly dark: string;
  readonly onDark: string;
}

/** Darkens and lightens the colour until it has a contrast of 4.5 with the page (WCAG 2.2, 1.4.3). */
export function safeColours(colour: string): SafeColours {
  const rgb = parse(colour);
  const light = until(rgb, black, (mixed) => contrast(mixed, lightPage) >= 4.5);
  const dark = until(rgb, white, (mixed) => contrast(mixed, darkPage) >= 4.5);
  return { light: hex(light), onLight: textOn(light), dark: hex(dark), onDark: textOn(dark) };
}

/** Contrast ratio of two colours, 1 to 21. */
export function contrastOf(one: string, other: string): number {
  return contrast(parse(one), parse(other));
}

type Rgb = readonly [number, number, number];

const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];
const lightPage: Rgb = [255, 255, 255];
const darkPage: Rgb = [32, 35, 40];

function until(colour: Rgb, towards: Rgb, isEnough: (mixed: Rgb) => boolean): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(colour, towards, share);
    if (isEnough(mixed)) return mixed;
  }
  return towards;
}

function textOn(colour: Rgb): string {
  return contrast(colour, white) >= contrast(colour, black) ? "#fff" : "#000";
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [part(0), part(1), part(2)];
}

function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** WCAG 2.2, relative luminance. */
function luminance([red, green, blue]: Rgb): number {
  const linear = (value: number) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function parse(colour: string): Rgb {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  const part = (index: number) => Number.parseInt(match?.[index] ?? "40", 16);
  return [part(1), part(2), part(3)];
}

function hex(colour: Rgb): string {
  return `#${colour.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
