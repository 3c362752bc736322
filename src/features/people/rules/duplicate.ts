import type { IdentityKind, SuggestionReason } from "../contract.ts";

/** Two persons who claim one identity, and what else is known of them. */
export interface Claim {
  readonly kind: IdentityKind;
  /** By name; undefined where one of them has none. */
  readonly isSameName: boolean | undefined;
  /** Nothing is known of one of them but weak identities: no name, no code of the organisation's own. */
  readonly isOneBare: boolean;
  readonly areApart: boolean;
}

/**
 * What to do about it. Codes that the organisation itself gives out make one person at once; an e-mail address only when
 * one side is nothing but the address. A phone, a device or a messenger is shared in families and offices: never by itself.
 */
export function decideClaim({ kind, isOneBare, areApart }: Claim): "merge" | "suggest" | "leave" {
  if (areApart) return "leave";
  if (kind === "crm" || kind === "employee") return "merge";
  return kind === "email" && isOneBare ? "merge" : "suggest";
}

/** Why they may be one. */
export function reasonsOf({ kind, isSameName }: Claim): readonly SuggestionReason[] {
  if (isSameName === undefined) return [`same_${kind}`];
  return [`same_${kind}`, isSameName ? "same_name" : "different_name"];
}

/**
 * From 0 to 1. Each reason for multiplies the doubt that is left, another name makes it larger again. The weights are
 * judgement, not estimates: they only put the queue into an order.
 */
export function confidenceOf(reasons: readonly SuggestionReason[]): number {
  const doubt = reasons.reduce((left, reason) => left * doubtLeft[reason], 1);
  const sure = 1 - doubt;
  return Math.round((reasons.includes("different_name") ? sure * 0.4 : sure) * 100) / 100;
}

const doubtLeft: Readonly<Record<SuggestionReason, number>> = {
  same_crm: 0.02,
  same_employee: 0.02,
  same_email: 0.2,
  same_messenger: 0.4,
  same_phone: 0.6,
  same_device: 0.7,
  same_name: 0.3,
  different_name: 1,
};
