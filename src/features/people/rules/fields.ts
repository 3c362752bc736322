import type { AttributeValue, Choices, Preferences } from "../contract.ts";

/** What is known of a person, apart from identities, roles and consents. */
export interface Fields {
  readonly displayName: string | null;
  readonly language: string | null;
  readonly timeZone: string | null;
  readonly homeUnitId: string | null;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly preferences: Preferences;
}

/** A change of some of it: what is left out stays, null clears. */
export type FieldChange = {
  readonly [Key in Exclude<keyof Fields, "attributes">]?: Fields[Key];
} & { readonly attributes?: Readonly<Record<string, AttributeValue | null>> };

/** Somebody merged into a person: what is theirs, and whose value counts where both have one. */
export interface MergedSide {
  readonly fields: Fields;
  readonly choices: Choices;
}

const plainNames = ["displayName", "language", "timeZone", "homeUnitId", "preferences"] as const;

/** The name under which a choice speaks of a field. */
export function choiceName(name: (typeof plainNames)[number]): string {
  return name === "homeUnitId" ? "homeUnit" : name;
}

/**
 * What is known of a person who took others in, the earliest first: their own value, or the other's where they have none
 * or where it was chosen.
 */
export function composeFields(own: Fields, merged: readonly MergedSide[]): Fields {
  return merged.reduce((all, { fields, choices }) => {
    const keys = new Set([...Object.keys(all.attributes), ...Object.keys(fields.attributes)]);
    const attributes = [...keys].flatMap((key) => {
      const value = chosen(choices[`attr.${key}`], all.attributes[key], fields.attributes[key]);
      return value === undefined ? [] : [[key, value] as const];
    });
    const of = <T>(name: (typeof plainNames)[number], one: T, other: T): T =>
      chosen(choices[choiceName(name)], one, other) ?? one;
    return {
      displayName: of("displayName", all.displayName, fields.displayName),
      language: of("language", all.language, fields.language),
      timeZone: of("timeZone", all.timeZone, fields.timeZone),
      homeUnitId: of("homeUnitId", all.homeUnitId, fields.homeUnitId),
      preferences: stricter(
        all.preferences,
        of("preferences", full(all.preferences), full(fields.preferences)) ?? {},
        fields.preferences,
      ),
      attributes: Object.fromEntries(attributes),
    };
  }, own);
}

/** The fields after a change. */
export function changeFields(fields: Fields, change: FieldChange): Fields {
  const attributes = Object.entries({ ...fields.attributes, ...change.attributes });
  const { attributes: _, ...plain } = change;
  return {
    ...fields,
    ...plain,
    attributes: Object.fromEntries(attributes.filter((entry): entry is [string, AttributeValue] => entry[1] !== null)),
  };
}

/** Names under which choices speak of what a change is about: from now on the survivor's own value counts there. */
export function choicesOf(change: FieldChange): readonly string[] {
  const plain = plainNames.filter((name) => change[name] !== undefined).map(choiceName);
  return [...plain, ...Object.keys(change.attributes ?? {}).map((key) => `attr.${key}`)];
}

function chosen<T>(choice: "survivor" | "merged" | undefined, one: T, other: T): T {
  if (choice === "survivor") return one;
  if (choice === "merged") return other ?? one;
  return one ?? other;
}

function full(preferences: Preferences): Preferences | null {
  return Object.keys(preferences).length === 0 ? null : preferences;
}

/** Whoever said not to be contacted, on either side, is not contacted. */
function stricter(one: Preferences, chosen: Preferences, other: Preferences): Preferences {
  return one.doNotContact === true || other.doNotContact === true ? { ...chosen, doNotContact: true } : chosen;
}
