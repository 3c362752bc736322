import type { AddressInfo } from "node:net";

import { SMTPServer, type SMTPServerOptions } from "smtp-server";

import type { TestScope } from "./database.ts";

/** A mail as it arrived. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as sent, with soft line breaks of quoted-printable undone. */
  readonly source: string;
  readonly text: string;
}

/** A real SMTP server on loopback that keeps what it is given. */
export interface Mailbox {
  /** For HOLOS_MAIL_URL. */
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  close(): Promise<void>;
}

/** Opens a mailbox that is closed when the scope ends. `options` go to `smtp-server`, e.g. to refuse a recipient. */
export async function openMailbox(scope: TestScope, options: SMTPServerOptions = {}): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push(mailOf(Buffer.concat(chunks), session.envelope));
        done();
      });
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  scope.after(close);
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, mails, close };
}

interface Envelope {
  readonly mailFrom: false | { readonly address: string };
  readonly rcptTo: readonly { readonly address: string }[];
}

function mailOf(bytes: Buffer, { mailFrom, rcptTo }: Envelope): ReceivedMail {
  const source = bytes.toString("utf8").replaceAll("\r\n", "\n");
  const from = mailFrom === false ? "" : mailFrom.address;
  return { from, to: rcptTo.map(({ address }) => address), source, text: textOf(source) };
}

/** The plain text of a mail of one part or of several. */
function textOf(source: string): string {
  const boundary = /boundary="([^"]+)"/.exec(source)?.[1];
  const parts = boundary === undefined ? [source] : source.split(`--${boundary}`);
  const part = parts.find((one) => /content-type: text\/plain/i.test(one)) ?? source;
  const body = part.slice(part.indexOf("\n\n") + 2);
  if (/transfer-encoding: base64/i.test(part)) return Buffer.from(body, "base64").toString("utf8");
  return /transfer-encoding: quoted-printable/i.test(part) ? unquoted(body) : body;
}

function unquoted(body: string): string {
  const bytes = body
    .replaceAll("=\n", "")
    .replaceAll(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
