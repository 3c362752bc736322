import type { Attribute } from "#feature/people/contract";
import type { ProductLanguage } from "#kit/language";

/** An attribute as it stands in the form. */
export type AttributeDraft = Omit<Attribute, "names" | "options"> & {
  readonly names: Partial<Readonly<Record<ProductLanguage, string>>>;
  readonly options: readonly OptionDraft[];
};

/** A choice as it stands in the form; `key` stays empty until it is made of the name. */
export interface OptionDraft {
  readonly key: string;
  readonly names: Partial<Readonly<Record<ProductLanguage, string>>>;
}

/** The form of a new attribute. */
export const emptyDraft: AttributeDraft = {
  key: "",
  type: "text",
  names: {},
  options: [],
  isSensitive: false,
  seenBy: "readers",
};

/** A code made of a name: Latin letters, digits and _, Cyrillic ones spelled in Latin. */
export function keyOf(name: string): string {
  const latin = Array.from(name.toLowerCase().normalize("NFC"), (letter) => spelling[letter] ?? letter).join("");
  return latin
    .normalize("NFD")
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[_\d]+|_+$/g, "")
    .slice(0, 40);
}

/** What is sent: names without empty ones, options without lines that say nothing. */
export function bodyOf({ type, names, options, isSensitive, seenBy }: AttributeDraft) {
  const kept = options.flatMap((option) => {
    const said = filled(option.names);
    const key = option.key === "" ? (Object.values(said)[0] ?? "").slice(0, 60) : option.key;
    return key === "" ? [] : [{ key, names: said }];
  });
  return { type, names: filled(names), options: type === "choice" ? kept : [], isSensitive, seenBy };
}

/** Whether everything that is needed is there. */
export function isReady(draft: AttributeDraft): boolean {
  const { names, options, type } = bodyOf(draft);
  return draft.key !== "" && Object.keys(names).length > 0 && (type !== "choice" || options.length > 0);
}

function filled(names: AttributeDraft["names"]): Partial<Record<ProductLanguage, string>> {
  const said = Object.entries(names).map(([language, name]) => [language, name.trim()] as const);
  return Object.fromEntries(said.filter(([, name]) => name !== ""));
}

const cyrillic = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёыэъ";
const latin = "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch  iu ia e y e ".split(" ");
const spelling: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from(cyrillic, (letter, at) => [letter, latin[at] ?? ""]),
);
