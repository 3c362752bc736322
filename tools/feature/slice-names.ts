/** How a slice and the thing it is about are written in the different places. */
export interface SliceNames {
  /** Folder, address and beginning of codes: `service-levels`. */
  readonly slice: string;
  /** One of its things in a sentence: `service level`. */
  readonly noun: string;
  /** Several of them: `service levels`. */
  readonly nouns: string;
  readonly title: string;
  /** Table, singular: `service_level`. */
  readonly table: string;
  readonly camel: string;
  readonly camelNoun: string;
  readonly Noun: string;
  readonly Nouns: string;
}

/** The ways of writing them. Throws when one is not lower-case words joined by hyphens. */
export function sliceNames(slice: string, noun: string): SliceNames {
  for (const word of [slice, noun]) {
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(word))
      throw new Error(`"${word}" is not a name: use lower-case words joined by hyphens, like service-levels.`);
  }
  return {
    slice,
    noun: noun.replaceAll("-", " "),
    nouns: slice.replaceAll("-", " "),
    title: capitalised(slice.replaceAll("-", " ")),
    table: noun.replaceAll("-", "_"),
    camel: camelCase(slice),
    camelNoun: camelCase(noun),
    Noun: capitalised(camelCase(noun)),
    Nouns: capitalised(camelCase(slice)),
  };
}

function camelCase(words: string): string {
  return words.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
