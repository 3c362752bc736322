/**
 * What a theme speaks of: a matter of service, what the customer felt, or what the customer makes of it in all. Only the
 * first can be a cause of a score; the other two follow from what happened, as the score itself does.
 */
export type SeedKind = "topic" | "emotion" | "judgement";

/** Kinds of company a theme is offered to; `any` is offered to all. */
export type SeedIndustry = "telecom" | "bank" | "retail" | "contact-centre" | "any";

/** Languages the seeded codebook speaks. */
export type SeedLanguage = "en" | "ru" | "uk";

/** The same thing in every language. */
export type InEach<T> = Readonly<Record<SeedLanguage, T>>;

/** Pattern lists of a theme in one language. */
export interface SeedPatterns {
  readonly problem: readonly string[];
  readonly praise: readonly string[];
  /** Name the topic and leave the side to the sentiment of the sentence. */
  readonly topic: readonly string[];
}

/** Invented sentences that belong to a theme. */
export interface SeedExamples {
  readonly problem: readonly string[];
  readonly praise: readonly string[];
}

/** A theme that every new codebook begins with. Keys never change, so that codes of different years compare. */
export interface SeedTheme {
  readonly key: string;
  /** Key of the group; null for a group itself. */
  readonly parent: string | null;
  readonly kind: SeedKind;
  readonly industries: readonly SeedIndustry[];
  /** Neutral name, for both sides together. */
  readonly names: InEach<string>;
  /** Name of one side, as it stands on a map of problems or of praise; absent when the theme has no such side. */
  readonly sides: { readonly problem?: InEach<string>; readonly praise?: InEach<string> };
  readonly about: InEach<string>;
  readonly patterns: InEach<SeedPatterns>;
  readonly examples: InEach<SeedExamples>;
}

/**
 * A theme in one language as it is written down: lists of patterns parted by commas, examples by ` / `.
 * `bad` and `good` are the names of the two sides; a theme without one has neither its patterns nor its examples.
 */
export interface Told {
  readonly name: string;
  readonly about: string;
  readonly bad?: string;
  readonly good?: string;
  readonly problem?: string;
  readonly praise?: string;
  readonly topic?: string;
  readonly saidBad?: string;
  readonly saidGood?: string;
}

/** A theme as it is written down. */
export interface Draft extends InEach<Told> {
  readonly key: string;
  readonly kind?: SeedKind;
  /** `any` unless told. */
  readonly industries?: readonly SeedIndustry[];
}

/** A group with its themes, in the order they are shown. */
export function groupOf(group: Draft, drafts: readonly Draft[]): readonly SeedTheme[] {
  const head = themeOf(group, null);
  return [head, ...drafts.map((draft) => themeOf({ kind: head.kind, ...draft }, head.key))];
}

function themeOf({ key, kind = "topic", industries = ["any"], en, ru, uk }: Draft, parent: string | null): SeedTheme {
  const each = <T>(of: (told: Told) => T): InEach<T> => ({ en: of(en), ru: of(ru), uk: of(uk) });
  return {
    key,
    parent,
    kind,
    industries,
    names: each((told) => told.name),
    sides: {
      ...(en.bad !== undefined && { problem: each((told) => told.bad ?? told.name) }),
      ...(en.good !== undefined && { praise: each((told) => told.good ?? told.name) }),
    },
    about: each((told) => told.about),
    patterns: each((told) => ({
      problem: listed(told.problem, ","),
      praise: listed(told.praise, ","),
      topic: listed(told.topic, ","),
    })),
    examples: each((told) => ({ problem: listed(told.saidBad, " / "), praise: listed(told.saidGood, " / ") })),
  };
}

function listed(text: string | undefined, separator: string): readonly string[] {
  return (text ?? "")
    .split(separator)
    .map((part) => part.trim().replaceAll(/\s+/g, " "))
    .filter((part) => part !== "");
}
