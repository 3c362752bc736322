import { createHmac, timingSafeEqual } from "node:crypto";

/** Names one response of one respondent: where its answers are kept and by which version it was begun. */
export interface Ticket {
  readonly key: string;
  readonly version: number;
}

/** Writes and reads tickets; signed, so that nobody can name a response that was not handed to them. */
export interface Tickets {
  write(surveyId: string, ticket: Ticket): string;
  /** Undefined for anything but a ticket of this survey. */
  read(surveyId: string, text: string | undefined): Ticket | undefined;
}

/** Tickets signed with the installation's secret. */
export function createTickets(secret: string): Tickets {
  const sign = (surveyId: string, { key, version }: Ticket) =>
    createHmac("sha256", secret).update(`ticket:${surveyId}:${key}:${version}`).digest().subarray(0, 16);

  return {
    write: (surveyId, ticket) => `${ticket.key}.${ticket.version}.${sign(surveyId, ticket).toString("base64url")}`,
    read: (surveyId, text) => {
      const match = /^([\w-]{16,64})\.(\d{1,9})\.([\w-]{22})$/.exec(text ?? "");
      if (match === null) return undefined;
      const ticket = { key: match[1] ?? "", version: Number(match[2]) };
      const given = Buffer.from(match[3] ?? "", "base64url");
      return given.length === 16 && timingSafeEqual(given, sign(surveyId, ticket)) ? ticket : undefined;
    },
  };
}
