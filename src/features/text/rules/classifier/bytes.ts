const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const places = new Map(alphabet.split("").map((letter, index) => [letter.charCodeAt(0), index]));

/** Signed bytes in base 64 (RFC 4648), without padding. */
export function encodeBytes(bytes: Int8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b, c] = [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0];
    const word = ((a & 255) << 16) | ((b & 255) << 8) | (c & 255);
    const letters = [18, 12, 6, 0].map((shift) => alphabet.charAt((word >> shift) & 63)).join("");
    pieces.push(letters.slice(0, Math.min(4, bytes.length - at + 1)));
  }
  return pieces.join("");
}

/** The bytes of a text that `encodeBytes` wrote. */
export function decodeBytes(text: string): Int8Array {
  const bytes = new Int8Array(Math.floor((text.length * 3) / 4));
  let [word, bits, at] = [0, 0, 0];
  for (let index = 0; index < text.length; index += 1) {
    word = ((word << 6) | (places.get(text.charCodeAt(index)) ?? 0)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (word >> bits) & 255;
    at += 1;
  }
  return bytes;
}
