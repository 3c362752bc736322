import type { ProductLanguage } from "#kit/language";

/** One text in some of the languages of the product. */
export type LocalText = Readonly<Partial<Record<ProductLanguage, string | undefined>>>;

/** What a theme is called, as a whole and from either side. */
export interface NamedTheme {
  readonly key: string;
  readonly names: LocalText;
  readonly problemNames: LocalText | null;
  readonly praiseNames: LocalText | null;
}

/** A text in the reader's language, else in whichever there is; empty when there is none. */
export function localText(texts: LocalText | null | undefined, language: string): string {
  if (texts === null || texts === undefined) return "";
  const wanted = texts[language as ProductLanguage];
  return [wanted, texts.en, ...Object.values(texts)].find((text) => text !== undefined && text !== "") ?? "";
}

/**
 * Speaks codes of themes (`queue-` from the side of problems, `queue+` of praise, `queue~` of neither): the name of the side
 * where the theme has one, else the name of the theme; undefined for a theme that is not known.
 */
export function codeNames(themes: readonly NamedTheme[], language: string): (code: string) => string | undefined {
  const known = new Map(themes.map((theme) => [theme.key, theme]));
  return (code) => {
    const hasSide = /[-+~]$/.test(code);
    const theme = known.get(hasSide ? code.slice(0, -1) : code);
    if (theme === undefined) return undefined;
    const ofSide = code.endsWith("-") ? theme.problemNames : code.endsWith("+") ? theme.praiseNames : null;
    const side = hasSide ? localText(ofSide, language) : "";
    return side === "" ? localText(theme.names, language) || theme.key : side;
  };
}
