/** What an invitation's state hangs on. */
export interface InvitationTimes {
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly acceptedAt: Date | null;
}

/** Whether an invitation still opens anything, or why not. */
export function invitationState(
  { expiresAt, revokedAt, acceptedAt }: InvitationTimes,
  now: Date,
): "open" | "expired" | "accepted" | "revoked" {
  if (acceptedAt !== null) return "accepted";
  if (revokedAt !== null && revokedAt < expiresAt) return "revoked";
  return revokedAt !== null || expiresAt <= now ? "expired" : "open";
}
