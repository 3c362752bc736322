import { screenWords } from "#platform/screen-words";

/** The product's own words: those of the screens, so that a mail, a file and a page cannot say different things. */
const wordsIn = screenWords("problems");

/** How files of this slice speak. */
export interface Speaker {
  readonly language: string;
  readonly t: (key: string, params?: Readonly<Record<string, unknown>>) => string;
  /** A number with so many digits behind the point, in the reader's format. */
  readonly number: (value: number, digits?: number) => string;
}

/** The words and formats of a language. */
export function speakerOf(language: string): Speaker {
  const t = wordsIn(language);
  return {
    language,
    t,
    number: (value, digits = 1) =>
      new Intl.NumberFormat(language, { maximumFractionDigits: digits, minimumFractionDigits: digits })
        .format(value)
        .replace("-", "−"),
  };
}
