/** Russian and Ukrainian letters as Latin ones, roughly: only for keys. */
const letters: Readonly<Record<string, string>> = Object.fromEntries(
  "а:a б:b в:v г:g ґ:g д:d е:e ё:e є:ie ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ы:y э:e ю:iu я:ia ъ: ь:"
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

/** A key made of a name: lower-case Latin letters, digits and `_`, beginning with a letter, at most 40 characters. */
export function keyFrom(name: string): string {
  const latin = name.toLowerCase().replaceAll(/[а-яёєіїґ]/g, (letter) => letters[letter] ?? letter);
  const key = latin
    .normalize("NFD")
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 40);
  return /^[a-z]/.test(key) ? key : `t_${key}`.replace(/_$/, "");
}
