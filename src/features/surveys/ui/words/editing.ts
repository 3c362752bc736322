import type { Definition } from "#feature/surveys/contract";
import type { LocalText } from "#kit/language";

import { changedAt } from "./tree.ts";

/** Paths whose text may be absent altogether. */
const mayBeAbsent = /(^|\.)(intro|help|lowLabel|highLabel)$|^pages\.\d+\.title$|^endings\.\d+\.text$/;

/** The definition with one text put into words in one language; an emptied text leaves no trace. */
export function withText(
  definition: Definition,
  path: string,
  { language, text }: { readonly language: string; readonly text: string },
): Definition {
  return changedAt(definition, path, (old) => {
    const { [language]: _, ...others } = (old ?? {}) as LocalText;
    const next = text.trim() === "" ? others : { ...(old as LocalText | undefined), [language]: text };
    return Object.keys(next).length === 0 && mayBeAbsent.test(path) ? undefined : next;
  });
}

/** The definition with an option more at the end of a list; its words are still to be written. */
export function withOption(definition: Definition, path: string): Definition {
  return changedAt(definition, path, (old) => {
    const options = old as readonly { readonly key: string }[];
    return [...options, { key: freeKey(options.map(({ key }) => key)), label: {} }];
  });
}

/** The definition without the option at this path. */
export function withoutOption(definition: Definition, path: string): Definition {
  return changedAt(definition, path, () => undefined);
}

/** The definition with several lines as options: the first words the option at `index`, the others follow it. */
export function withLines(definition: Definition, path: string, { index, lines, language, most }: Pasted): Definition {
  const [first = "", ...others] = lines;
  const worded = withText(definition, `${path}.${index}.label`, { language, text: first });
  return changedAt(worded, path, (old) => {
    const options = old as readonly { readonly key: string }[];
    const taken = options.map(({ key }) => key);
    const added = others.slice(0, Math.max(0, most - options.length)).map((text) => {
      const key = freeKey(taken);
      taken.push(key);
      return { key, label: { [language]: text } };
    });
    return options.toSpliced(index + 1, 0, ...added);
  });
}

/** Lines that were pasted into the words of an option. */
export interface Pasted {
  readonly index: number;
  readonly lines: readonly string[];
  readonly language: string;
  /** How many options there may be. */
  readonly most: number;
}

/** The definition with an item of a list taken to another place in it. */
export function withSwapped(
  definition: Definition,
  path: string,
  { from, to }: { readonly from: number; readonly to: number },
): Definition {
  return changedAt(definition, path, (old) => {
    const items = old as readonly unknown[];
    return items.toSpliced(from, 1).toSpliced(to, 0, items[from]);
  });
}

/** The definition with an item put back into a list. */
export function withItem(
  definition: Definition,
  path: string,
  { index, item }: { readonly index: number; readonly item: unknown },
): Definition {
  return changedAt(definition, path, (old) => (old as readonly unknown[]).toSpliced(index, 0, item));
}

/** The definition in one language more. Its words are a draft until somebody says otherwise. */
export function withLanguage(definition: Definition, language: string): Definition {
  if (definition.languages.includes(language)) return definition;
  return {
    ...definition,
    languages: [...definition.languages, language],
    translations: { ...definition.translations, [language]: "draft" },
  };
}

/** The definition without a language; its words stay, should it come back. The default language cannot go. */
export function withoutLanguage(definition: Definition, language: string): Definition {
  if (language === definition.defaultLanguage) return definition;
  const { [language]: _, ...translations } = definition.translations;
  return { ...definition, languages: definition.languages.filter((other) => other !== language), translations };
}

/** The definition whose language is in this state; undefined: offered as soon as nothing is missing. */
export function withTranslationState(
  definition: Definition,
  language: string,
  state: Definition["translations"][string] | undefined,
): Definition {
  return changedAt(definition, `translations.${language}`, () => state);
}

function freeKey(taken: readonly string[]): string {
  const numbers = taken.map((key) => Number(/^option_(\d+)$/.exec(key)?.[1] ?? 0));
  return `option_${Math.max(taken.length, ...numbers) + 1}`;
}
