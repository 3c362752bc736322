/** Letters and digits that are not mistaken for each other and spell no words. */
const alphabet = "23456789bcdfghjkmnpqrstvwxz";

/** A short name for a link that is easy to type from paper: 7 of 27 signs, about 10 billion of them. */
export function slugFrom(next: () => number): string {
  return Array.from({ length: 7 }, () => alphabet[Math.floor(next() * alphabet.length)]).join("");
}
