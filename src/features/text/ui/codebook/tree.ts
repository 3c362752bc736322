import type { Theme } from "../../contract.ts";

/** A group of the codebook with its themes, in the order they are shown. */
export interface Branch {
  readonly group: Theme;
  readonly themes: readonly Theme[];
}

/** What of the codebook is shown. */
export interface TreeWish {
  /** Words that names, descriptions or keys hold, in any language; empty: all. */
  readonly words: string;
  /** Themes put away and merged ones are left out. */
  readonly state: "use" | "edited" | "away" | "all";
}

/** The tree of the codebook; a group stands while one of its themes or it itself is shown. */
export function treeOf(themes: readonly Theme[], { words, state }: TreeWish): readonly Branch[] {
  const wanted = foldWords(words);
  const isShown = (theme: Theme) => isOfState(theme, state) && holds(theme, wanted);
  return themes
    .filter(({ parent }) => parent === null)
    .flatMap((group) => {
      const own = themes.filter(({ parent }) => parent === group.key);
      const found = own.filter((theme) => isShown(theme));
      const all = wanted.length > 0 && isShown(group) ? own.filter((theme) => isOfState(theme, state)) : found;
      return all.length > 0 || isShown(group) ? [{ group, themes: all }] : [];
    });
}

function isOfState({ isArchived, mergedInto, isEdited, isSeeded }: Theme, state: TreeWish["state"]): boolean {
  const isAway = isArchived || mergedInto !== null;
  if (state === "all") return true;
  if (state === "away") return isAway;
  return !isAway && (state === "use" || isEdited || !isSeeded);
}

/** Words as they are compared: small letters, without accents, hyphens and the like. */
export function foldWords(words: string): readonly string[] {
  return words
    .toLocaleLowerCase()
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u0305\u0307-\u036f'’ʼ-]/g, "")
    .split(/[^\p{L}\p{N}_]+/u)
    .filter(Boolean);
}

function holds(theme: Theme, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const texts = [theme.names, theme.problemNames, theme.praiseNames, theme.about].flatMap((one) =>
    Object.values(one ?? {}),
  );
  const held = foldWords([theme.key, ...texts].join(" ")).join(" ");
  return wanted.every((word) => held.includes(word));
}

/** A place in the tree: the group, and the theme that comes after; null is no group, and at the end. */
export interface Place {
  readonly parent: string | null;
  readonly before: string | null;
}

/** The themes with one of them in another place, as the server will tell them. */
export function movedTo(themes: readonly Theme[], key: string, { parent, before }: Place): readonly Theme[] {
  const theme = themes.find((one) => one.key === key);
  if (theme === undefined) return themes;
  const rest = themes.filter((one) => one !== theme);
  const at = before === null ? -1 : rest.findIndex((one) => one.key === before);
  return rest.toSpliced(at === -1 ? rest.length : at, 0, { ...theme, parent });
}

/** Where a theme goes when it moves one step among those of its group; undefined at the ends. */
export function stepOf(
  themes: readonly Theme[],
  { key, parent }: Pick<Theme, "key" | "parent">,
  step: -1 | 1,
): { readonly before: string | null } | undefined {
  const own = themes.filter((one) => one.parent === parent).map((one) => one.key);
  const at = own.indexOf(key);
  if (at + step < 0 || at + step >= own.length) return undefined;
  return { before: own[step === -1 ? at - 1 : at + 2] ?? null };
}

/** Where a theme stands now, to be put back there. */
export function placeOf(themes: readonly Theme[], { key, parent }: Pick<Theme, "key" | "parent">): Place {
  const own = themes.filter((one) => one.parent === parent).map((one) => one.key);
  return { parent, before: own[own.indexOf(key) + 1] ?? null };
}
