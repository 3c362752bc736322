import { contrastOfRgb as contrast, leastContrast, rgbOf as parse, type Rgb } from "#feature/surveys/runtime";

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
  const light = until(rgb, black, (mixed) => contrast(mixed, lightPage) >= leastContrast);
  const dark = until(rgb, white, (mixed) => contrast(mixed, darkPage) >= leastContrast);
  return { light: hex(light), onLight: textOn(light), dark: hex(dark), onDark: textOn(dark) };
}

/** Every colour of a page whose background or text somebody chose. */
export interface FixedColours {
  readonly scheme: "light" | "dark";
  readonly accent: string;
  readonly onAccent: string;
  /** Around the sheet. */
  readonly around: string;
  readonly sheet: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly bad: string;
}

/** The chosen colours, and the others so that they can be read on them. What was not chosen follows from what was. */
export function fixedColours(chosen: {
  readonly colour: string;
  readonly background?: string | undefined;
  readonly text?: string | undefined;
}): FixedColours {
  const sheet = chosen.background === undefined ? lightPage : parse(chosen.background);
  const away = contrast(sheet, black) >= contrast(sheet, white) ? black : white;
  const shade = mix(sheet, away, 0.04);
  const around = contrast(shade, away) >= 5 ? shade : sheet;
  const isReadable = (least: number) => (mixed: Rgb) =>
    contrast(mixed, sheet) >= least && contrast(mixed, around) >= least;
  const ink =
    chosen.text === undefined ? until(mix(away, sheet, 0.08), away, isReadable(leastContrast)) : parse(chosen.text);
  const accent = until(parse(chosen.colour), away, isReadable(leastContrast));
  return {
    scheme: away === black ? "light" : "dark",
    accent: hex(accent),
    onAccent: textOn(accent),
    around: hex(around),
    sheet: hex(sheet),
    ink: hex(ink),
    soft: hex(until(mix(ink, sheet, 0.35), away, isReadable(leastContrast))),
    line: hex(until(mix(ink, sheet, 0.5), away, isReadable(3))),
    bad: hex(until(red, away, isReadable(leastContrast))),
  };
}

const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];
const lightPage: Rgb = [255, 255, 255];
const darkPage: Rgb = [32, 35, 40];
const red: Rgb = [200, 50, 40];

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

function hex(colour: Rgb): string {
  return `#${colour.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
