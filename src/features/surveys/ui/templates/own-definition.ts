import type { Definition } from "#feature/surveys/contract";

/** Which languages an organisation asks in. */
export interface AskingLanguages {
  readonly languages: readonly string[];
  readonly defaultLanguage: string;
}

/**
 * A ready survey in the organisation's own languages: those it has words for are kept, the others join as drafts, which
 * respondents are not offered. A survey with none of them stays as it is.
 */
export function ownDefinition(ready: Definition, asking: AskingLanguages): Definition {
  const worded = asking.languages.filter((language) => ready.languages.includes(language));
  const [first] = worded;
  if (first === undefined) return ready;

  const others = asking.languages.filter((language) => !worded.includes(language));
  return {
    ...ready,
    languages: [...worded, ...others],
    defaultLanguage: worded.includes(asking.defaultLanguage) ? asking.defaultLanguage : first,
    translations: Object.fromEntries(others.map((language) => [language, "draft" as const])),
  };
}
