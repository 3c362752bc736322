import { escapeXml, printColours } from "#kit/svg";

export { escapeXml, printColours } from "#kit/svg";

interface Picture {
  readonly title: string;
  /** Below the picture: the figure with n and interval, the filter, the source. */
  readonly caption: string;
  readonly width: number;
  readonly height: number;
  /** SVG elements within `width` × `height`. */
  readonly body: string;
}

/** A whole SVG document: title above, picture, caption below. */
export function pictureOf({ title, caption, width, height, body }: Picture): string {
  const [ink, soft] = [printColours.ink, printColours.soft];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width + 48}" height="${height + 112}"`,
    ` font-family="'Inter Variable', Inter, Arial, sans-serif" font-size="13">`,
    `<rect width="100%" height="100%" fill="${printColours.page}"/>`,
    `<text x="24" y="40" font-size="18" font-weight="600" fill="${ink}">${escapeXml(title)}</text>`,
    `<g transform="translate(24 64)">${body}</g>`,
    `<text x="24" y="${height + 92}" fill="${soft}">${escapeXml(caption)}</text>`,
    "</svg>",
  ].join("");
}
