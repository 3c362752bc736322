/** Letters as passports and web addresses write them: Ukrainian by the resolution of 2010, Russian ones alike. */
const letters: Readonly<Record<string, string>> = {
  а: "a",
  б: "b",
  в: "v",
  г: "h",
  ґ: "g",
  д: "d",
  е: "e",
  ё: "e",
  є: "ie",
  ж: "zh",
  з: "z",
  и: "y",
  і: "i",
  ї: "i",
  й: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "kh",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ъ: "",
  ы: "y",
  ь: "",
  э: "e",
  ю: "iu",
  я: "ia",
};

/** A text as lower-case Latin words with this sign between them; empty when nothing of it can be written so. */
export function latinWords(text: string, between: "_" | "-"): string {
  const plain = Array.from(text.toLowerCase().normalize("NFC"))
    .map((letter) => letters[letter] ?? letter)
    .join("");
  const bare = plain.normalize("NFD").replaceAll(/\p{M}|['’`]/gu, "");
  return bare
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .join(between);
}

/** A key for a column that no other column has: `chomu` for «Чому», `chomu_2` for another one. */
export function columnKey(column: string, taken: ReadonlySet<string>): string {
  const base =
    latinWords(column, "_")
      .replace(/^[^a-z]+/, "")
      .slice(0, 36)
      .replace(/_+$/, "") || "column";
  let key = base;
  for (let count = 2; taken.has(key); count += 1) key = `${base}_${count}`;
  return key;
}
