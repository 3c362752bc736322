import { createTransport, type Transporter } from "nodemailer";

import type { Config } from "./config.ts";

/** One mail to one person. */
export interface MailMessage {
  readonly to: string;
  readonly subject: string;
  /** The words for everybody; what `html` says, it says too. */
  readonly text: string;
  readonly html?: string;
  /** Further headers, e.g. `List-Unsubscribe`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: { readonly filename: string; readonly content: Buffer; readonly contentType: string }[];
}

/** The way out for mail. Send from a job, never inside a transaction: the server at the other end takes its time. */
export interface Mail {
  /** Whether HOLOS_MAIL_URL names a server. Where it does not, show a link to copy instead. */
  readonly isConfigured: boolean;
  /**
   * Hands the mail to the server and resolves when the server has taken it.
   * @throws MailProblem when it was not taken; neither its text nor its cause holds an address
   */
  send(message: MailMessage): Promise<void>;
  /** Whether the server can be reached and lets us in. @throws MailProblem */
  check(): Promise<void>;
  /** Closes idle connections. */
  close(): void;
}

/** Why a mail was not delivered, in words that hold no address. */
export type MailReason = "not_configured" | "unreachable" | "refused_sign_in" | "refused_recipient" | "refused";

/** A mail that the server did not take. */
export class MailProblem extends Error {
  override readonly name = "MailProblem";
  readonly reason: MailReason;
  /** Trying again may help: the server was away or asked to come back later. */
  readonly isTemporary: boolean;

  constructor(reason: MailReason, isTemporary: boolean, detail = "") {
    super(`${words[reason]}${detail === "" ? "" : ` (${detail})`}`);
    this.reason = reason;
    this.isTemporary = isTemporary;
  }
}

/** Mail over the server of the configuration; without one every `send` throws. Opens connections when it must. */
export function createMail({ mail }: Pick<Config, "mail">): Mail {
  if (mail === undefined) return noMail;
  let transport: Transporter | undefined;
  const connect = () => (transport ??= createTransport({ url: mail.url, ...limits }, { from: mail.from }));

  return {
    isConfigured: true,
    send: async (message) => {
      try {
        await connect().sendMail({ ...message, headers: { ...automatic, ...message.headers }, ...closed });
      } catch (error) {
        throw problemOf(error);
      }
    },
    check: async () => {
      try {
        await connect().verify();
      } catch (error) {
        throw problemOf(error);
      }
    },
    close: () => {
      transport?.close();
      transport = undefined;
    },
  };
}

const words: Readonly<Record<MailReason, string>> = {
  not_configured: "No mail server is configured: set HOLOS_MAIL_URL and HOLOS_MAIL_FROM.",
  unreachable: "The mail server of HOLOS_MAIL_URL cannot be reached.",
  refused_sign_in: "The mail server does not accept the user and password of HOLOS_MAIL_URL.",
  refused_recipient: "The mail server does not take mail for this recipient.",
  refused: "The mail server refused the mail.",
};

/** A job waits for the answer, so every step has an end: ms. */
const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as const;

/** Tells other machines not to answer (RFC 3834). */
const automatic = { "auto-submitted": "auto-generated" } as const;

/** What is written is ours alone: no file and no address is fetched into a mail. */
const closed = { disableFileAccess: true, disableUrlAccess: true } as const;

const noMail: Mail = {
  isConfigured: false,
  send: () => Promise.reject(new MailProblem("not_configured", false)),
  check: () => Promise.reject(new MailProblem("not_configured", false)),
  close: () => undefined,
};

const unreachable = new Set(["ECONNECTION", "ETIMEDOUT", "ESOCKET", "EDNS", "ECONNREFUSED", "ENOTFOUND", "ECONNRESET"]);

/** What the library throws quotes addresses and answers of the server; only its code and status number are kept. */
function problemOf(error: unknown): MailProblem {
  const { code = "", responseCode } = error as { code?: string; responseCode?: number };
  const status = responseCode === undefined ? code : String(responseCode);
  if (code === "EAUTH" || code === "ENOAUTH") return new MailProblem("refused_sign_in", false, status);
  if (responseCode === undefined && unreachable.has(code)) return new MailProblem("unreachable", true, status);

  const isTemporary = responseCode !== undefined && responseCode >= 400 && responseCode < 500;
  return new MailProblem(code === "EENVELOPE" ? "refused_recipient" : "refused", isTemporary, status);
}
