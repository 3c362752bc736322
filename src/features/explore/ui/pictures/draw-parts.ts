import { escapeXml, printColours } from "#web/design/picture.ts";

import type { Found, FoundRow, ViewState } from "../../contract.ts";
import type { Speech } from "../../rules.ts";

/** What one measure of an answer is drawn from. */
export interface Drawn {
  readonly found: Found;
  readonly state: ViewState;
  readonly speech: Speech;
}

/** SVG elements and how much room they take. */
export interface Drawing {
  readonly body: string;
  readonly width: number;
  readonly height: number;
}

const clear = { above: printColours.promoter, below: printColours.detractor } as const;

/** The colour of a row: only what differs clearly has one. */
export function colourOf({ verdict }: FoundRow): string {
  return verdict === "above" || verdict === "below" ? clear[verdict] : printColours.soft;
}

interface TextLook {
  readonly fill?: string;
  readonly anchor?: "start" | "middle" | "end";
  readonly weight?: number;
  readonly size?: number;
}

/** A line of text, cut to what fits. */
export function textAt(x: number, y: number, text: string, look: TextLook = {}): string {
  const { fill = printColours.ink, anchor = "start", weight = 400, size = 13 } = look;
  return `<text x="${x}" y="${y}" fill="${fill}" text-anchor="${anchor}" font-weight="${weight}" font-size="${size}">${escapeXml(text)}</text>`;
}

/** Text of at most so many letters. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
