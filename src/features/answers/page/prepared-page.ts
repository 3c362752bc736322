import { constants, crc32, deflateRawSync } from "node:zlib";

/** A page whose bytes are known but for a few holes, compressed once and put together for each request. */
export interface PreparedPage {
  /** The page as UTF-8. */
  readonly html: (values: HoleValues) => Buffer<ArrayBuffer>;
  /** The same page as gzip. */
  readonly gzip: (values: HoleValues) => Buffer<ArrayBuffer>;
}

/** What is put into the holes: text, escaped here. */
export type HoleValues = (name: string) => string;

/** Marks a hole in HTML that is to be prepared. */
export function hole(name: string): string {
  return `${opening}${name}${closing}`;
}

/**
 * Splits HTML at its holes. Between them every piece is deflated once, ending on a byte boundary, so that a request costs
 * one checksum and no compression: what is put in travels as a stored block (RFC 1951, 3.2.4; RFC 1952).
 */
export function preparePage(html: string): PreparedPage {
  const parts = html.replaceAll(closing, opening).split(opening);
  const fixed = parts.filter((_, index) => index % 2 === 0).map((text) => Buffer.from(text));
  const names = parts.filter((_, index) => index % 2 === 1);
  const deflated = fixed.map((bytes) => deflateRawSync(bytes, { level: 9, finishFlush: constants.Z_FULL_FLUSH }));

  const fill = (values: HoleValues) => names.map((name) => Buffer.from(escapeHtml(values(name))));

  return {
    html: (values) => {
      const filled = fill(values);
      return Buffer.concat(fixed.flatMap((bytes, index) => [bytes, filled[index] ?? nothing]));
    },
    gzip: (values) => {
      const filled = fill(values);
      const pieces: Buffer[] = [header];
      let checksum = 0;
      let length = 0;
      fixed.forEach((bytes, index) => {
        const value = filled[index] ?? nothing;
        pieces.push(deflated[index] ?? nothing);
        if (value.length > 0) pieces.push(storedHeader(value.length), value);
        checksum = crc32(value, crc32(bytes, checksum));
        length += bytes.length + value.length;
      });
      pieces.push(lastBlock, trailer(checksum, length));
      return Buffer.concat(pieces);
    },
  };
}

/** Signs that stand in no text of a survey or page. */
const opening = "\u0001";
const closing = "\u0002";
const nothing = Buffer.alloc(0);
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** An empty final block with fixed codes. */
const lastBlock = Buffer.from([0x03, 0x00]);
const mostStored = 65_535;

function storedHeader(length: number): Buffer {
  if (length > mostStored) throw new RangeError(`A hole of ${length} bytes does not fit a stored block`);
  const bytes = Buffer.alloc(5);
  bytes.writeUInt16LE(length, 1);
  bytes.writeUInt16LE(~length & 0xffff, 3);
  return bytes;
}

function trailer(checksum: number, length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(checksum, 0);
  bytes.writeUInt32LE(length >>> 0, 4);
  return bytes;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
