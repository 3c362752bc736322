/** Words of a name as they are kept and looked for: lower case, without accents (ё is е, й is и), letters and digits. */
export function nameWords(name: string): readonly string[] {
  const plain = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, mostWords);
}

const mostWords = 12;
