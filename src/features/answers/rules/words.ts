const longest = 60;
const most = 2000;

/** The words of a text as the search knows them: lower-case, ё as е, apostrophes inside words dropped, each once. */
export function wordsOf(text: string): readonly string[] {
  const found = normalised(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(found.map((word) => beginning(word, longest)))].slice(0, most);
}

/**
 * What a searcher typed as the beginnings of words that all must occur. Longer words lose their ending, so that
 * «доставка» finds «доставку» and "deliveries" finds "delivery"; the shorter a word, the more of it has to stand.
 */
export function wordBeginnings(search: string): readonly string[] {
  return wordsOf(search).map((word) => beginning(word, kept(Array.from(word).length)));
}

function kept(length: number): number {
  if (length <= 4) return length;
  return length <= 6 ? length - 1 : Math.max(5, length - Math.min(3, Math.floor(length / 3)));
}

/** By code points: half a letter would be refused by the database. */
function beginning(word: string, length: number): string {
  return word.length <= length ? word : Array.from(word).slice(0, length).join("");
}

function normalised(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replaceAll(/(?<=\p{L})['’ʼ`](?=\p{L})/gu, "");
}
