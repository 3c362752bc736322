import { fail, succeed, type Outcome } from "#kit/outcome";

import { checkSvg } from "./svg.ts";

/** Largest logo, in bytes of the picture itself. */
export const logoLimit = 64 * 1024;

/**
 * Whether a `data:` URL may be the logo: PNG, JPEG, WebP or SVG up to 64 kB whose bytes are what the URL says they are,
 * and an SVG that runs nothing and loads nothing from elsewhere.
 */
export function checkLogo(url: string): Outcome<string, "organisation.logo_refused"> {
  const match = /^data:image\/(png|jpeg|webp|svg\+xml);base64,([A-Za-z0-9+/]+={0,2})$/.exec(url);
  if (!match) return refuse("it is not a PNG, JPEG, WebP or SVG picture");

  const bytes = Buffer.from(match[2] ?? "", "base64");
  if (bytes.length > logoLimit) return refuse("it is larger than 64 kB");
  if (match[1] !== "svg+xml")
    return match[1] === kindOf(bytes) ? succeed(url) : refuse("its content is not of the kind it says it is");

  const problem = checkSvg(bytes);
  return problem === undefined ? succeed(url) : refuse(problem);
}

function refuse(reason: string): Outcome<never, "organisation.logo_refused"> {
  return fail("organisation.logo_refused", { reason });
}

function kindOf(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, 8).equals(Buffer.from("89504e470d0a1a0a", "hex"))) return "png";
  if (bytes.subarray(0, 3).equals(Buffer.from("ffd8ff", "hex"))) return "jpeg";
  const isRiff = bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP";
  return isRiff ? "webp" : undefined;
}
