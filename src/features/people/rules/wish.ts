import { properTag } from "#kit/language";

import type { Attribute, AttributeValue, ConsentWish, Identity, PersonRole, PersonWish } from "../contract.ts";
import { readValue } from "./attribute.ts";
import type { FieldChange } from "./fields.ts";
import { identityKey, normaliseIdentity } from "./identity.ts";

/** What was looked up before wishes are judged. */
export interface Known {
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Id of a unit the viewer may use. */
  readonly unitOf: (code: string) => string | undefined;
  readonly zoneOf: (zone: string) => string | undefined;
  readonly now: Date;
  /** Who sees some units only gives every person one of them. */
  readonly isUnitNeeded: boolean;
}

/** A wish that can be carried out. */
export interface ReadyWish {
  readonly key: Identity;
  readonly identities: readonly Identity[];
  readonly roles: readonly PersonRole[];
  readonly change: FieldChange;
  readonly consents: readonly ReadyConsent[];
}

export type ReadyConsent = Required<Pick<ConsentWish, "purpose" | "state" | "source">> & {
  readonly channel: NonNullable<ConsentWish["channel"]>;
  readonly evidence: string | null;
  readonly at: string;
};

/** What is wrong with one field; its code is one of the slice's errors. */
export interface WishProblem {
  readonly field: string;
  readonly code: WishProblemCode;
}

type WishProblemCode =
  | "people.unknown_attribute"
  | "people.wrong_value"
  | "people.unknown_unit"
  | "people.unknown_time_zone"
  | "people.in_the_future";

type Facts = Pick<PersonWish, "displayName" | "language" | "timeZone" | "homeUnit" | "attributes" | "preferences">;

/** Judges one wish; every problem at once. */
export function judgeWish(wish: PersonWish, known: Known): ReadyWish | readonly WishProblem[] {
  const facts = judgeFacts(wish, known);
  const consents = (wish.consents ?? []).map((one) => readyConsent(one, known.now));
  const problems: WishProblem[] = [
    ...facts.problems,
    ...consents.flatMap(({ at }, index) =>
      isLater(at, known.now) ? [{ field: `consents.${index}.at`, code: "people.in_the_future" } as const] : [],
    ),
    ...(known.isUnitNeeded && (wish.homeUnit ?? null) === null
      ? [{ field: "homeUnit", code: "people.unknown_unit" } as const]
      : []),
  ];
  if (problems.length > 0) return problems;

  const key = normaliseIdentity(wish.key);
  const others = new Map((wish.identities ?? []).map((one) => [identityKey(one), normaliseIdentity(one)]));
  others.delete(identityKey(key));
  return { key, identities: [...others.values()], roles: wish.roles ?? [], change: facts.change, consents };
}

/** A consent as it is recorded; without a moment it is said now. */
export function readyConsent(consent: ConsentWish, now: Date): ReadyConsent {
  const { purpose, channel = "any", state, source, evidence = null, at } = consent;
  return { purpose, channel, state, source, evidence, at: new Date(at ?? now).toISOString() };
}

/** Clocks differ by a little. */
export function isLater(at: string, now: Date): boolean {
  return Date.parse(at) > now.getTime() + 5 * 60_000;
}

/** What is to be changed, and what of it cannot be. */
export function judgeFacts(facts: Facts, known: Known): { change: FieldChange; problems: readonly WishProblem[] } {
  const { attributes, problems } = judgeAttributes(facts.attributes ?? {}, known);
  const homeUnitId = mapped(facts.homeUnit, known.unitOf);
  if (homeUnitId === missing) problems.push({ field: "homeUnit", code: "people.unknown_unit" });
  const timeZone = mapped(facts.timeZone, known.zoneOf);
  if (timeZone === missing) problems.push({ field: "timeZone", code: "people.unknown_time_zone" });
  const language = mapped(facts.language, properTag);
  if (language === missing) problems.push({ field: "language", code: "people.wrong_value" });

  const change = {
    ...given("displayName", facts.displayName),
    ...given("language", language === missing ? undefined : language),
    ...given("timeZone", timeZone === missing ? undefined : timeZone),
    ...given("homeUnitId", homeUnitId === missing ? undefined : homeUnitId),
    ...given("preferences", facts.preferences),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  } as FieldChange;
  return { change, problems };
}

function judgeAttributes(
  values: NonNullable<Facts["attributes"]>,
  known: Known,
): { attributes: Record<string, AttributeValue | null>; problems: WishProblem[] } {
  const problems: WishProblem[] = [];
  const attributes: Record<string, AttributeValue | null> = {};
  for (const [key, value] of Object.entries(values)) {
    const attribute = known.attributes.get(key);
    const read = attribute === undefined || value === null ? value : readValue(attribute, value);
    if (attribute === undefined) problems.push({ field: `attributes.${key}`, code: "people.unknown_attribute" });
    else if (read === undefined) problems.push({ field: `attributes.${key}`, code: "people.wrong_value" });
    else attributes[key] = read;
  }
  return { attributes, problems };
}

const missing = Symbol("missing");

function mapped(
  value: string | null | undefined,
  find: (value: string) => string | undefined,
): string | null | undefined | typeof missing {
  return value === undefined || value === null ? value : (find(value) ?? missing);
}

function given(name: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [name]: value };
}
