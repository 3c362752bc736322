import { escapeXml, pictureOf, printColours } from "#web/design/picture.ts";

const tones = {
  accent: "#2f5bd0",
  soft: printColours.passive,
  above: printColours.promoter,
  below: printColours.detractor,
} as const;

/** An estimate with its interval, in the unit of the axis. */
export interface Mark {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly tone: keyof typeof tones;
}

interface WhiskerPicture {
  readonly title: string;
  readonly caption: string;
  readonly domain: { readonly low: number; readonly high: number };
  readonly rows: readonly { readonly name: string; readonly marks: readonly Mark[]; readonly text: string }[];
}

const height = 32;

/** Rows of dots with whiskers as a document for paper; a hairline at zero where it lies inside. */
export function drawWhiskers({ title, caption, domain, rows }: WhiskerPicture): string {
  const x = (value: number): number => 300 + (400 * (clamped(value, domain) - domain.low)) / (domain.high - domain.low);
  const whole = rows.length * height;
  const zero =
    domain.low < 0
      ? `<line x1="${x(0)}" x2="${x(0)}" y1="0" y2="${whole}" stroke="${printColours.line}" stroke-width="1"/>`
      : "";
  const body = rows.map(({ name, marks, text }, index) => {
    const y = index * height + height / 2;
    const drawn = marks.map(
      ({ value, low, high, tone }) =>
        `<line x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}" stroke="${tones[tone]}" stroke-width="2"/>` +
        `<circle cx="${x(value)}" cy="${y}" r="5" fill="${tones[tone]}"/>`,
    );
    return [
      `<text x="0" y="${y + 4}" fill="${printColours.ink}">${escapeXml(name.slice(0, 44))}</text>`,
      ...drawn,
      `<text x="720" y="${y + 4}" fill="${printColours.ink}">${escapeXml(text)}</text>`,
    ].join("");
  });
  return pictureOf({ title, caption, width: 980, height: whole, body: zero + body.join("") });
}

function clamped(value: number, { low, high }: { readonly low: number; readonly high: number }): number {
  return Math.min(high, Math.max(low, value));
}
