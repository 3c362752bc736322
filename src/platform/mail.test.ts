import assert from "node:assert/strict";
import { after, test } from "node:test";

import { openMailbox } from "#testing/mailbox";

import { ConfigProblem, readConfig } from "./config.ts";
import { createMail, MailProblem, type MailReason } from "./mail.ts";

const from = "Holos <holos@example.org>";
const letter = { to: "olena@example.org", subject: "Запрошення", text: "Привіт, Олено!\nhttps://x.example/i#1=2" };

function mailTo(url: string) {
  return createMail(readConfig({ HOLOS_MAIL_URL: url, HOLOS_MAIL_FROM: from }));
}

function problem(reason: MailReason, isTemporary: boolean) {
  return (error: unknown) => {
    assert.ok(error instanceof MailProblem);
    assert.deepEqual([error.reason, error.isTemporary], [reason, isTemporary]);
    assert.doesNotMatch(`${error.message} ${error.stack}`, /olena|example\.org|hunter2/);
    return true;
  };
}

test("a mail arrives with its sender, its words in any script and its headers", async () => {
  const mailbox = await openMailbox({ after });
  const mail = mailTo(mailbox.url);

  await mail.check();
  await mail.send({ ...letter, html: "<p>Привіт</p>", headers: { "List-Unsubscribe": "<https://x.example/u>" } });
  await mail.send(letter);
  mail.close();

  const [first, second] = mailbox.mails;
  assert.equal(mailbox.mails.length, 2);
  assert.deepEqual([first?.from, first?.to], ["holos@example.org", ["olena@example.org"]]);
  assert.equal(first?.text.trim(), letter.text);
  assert.equal(second?.text.trim(), letter.text);
  assert.match(first?.source ?? "", /List-Unsubscribe: <https:\/\/x\.example\/u>/);
  assert.match(first?.source ?? "", /Auto-Submitted: auto-generated/i);
});

test("without a server nothing is sent and the reason says what to set", async () => {
  const mail = createMail(readConfig({}));
  assert.equal(mail.isConfigured, false);
  await assert.rejects(mail.send(letter), problem("not_configured", false));
  await assert.rejects(mail.check(), /HOLOS_MAIL_URL/);
});

test("a server that is away is told apart from one that refuses, and no address is in the words", async () => {
  const gone = await openMailbox({ after });
  await gone.close();
  await assert.rejects(mailTo(gone.url).send(letter), problem("unreachable", true));

  const strict = await openMailbox(
    { after },
    {
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onAuth: (_auth, _session, done) => done(new Error("no olena@example.org here")),
      onRcptTo: ({ address }, _session, done) =>
        done(Object.assign(new Error(`unknown ${address}`), { responseCode: address.startsWith("later") ? 450 : 550 })),
    },
  );
  await assert.rejects(mailTo(strict.url).send(letter), problem("refused_recipient", false));
  await assert.rejects(mailTo(strict.url).send({ ...letter, to: "later@x.org" }), problem("refused_recipient", true));
  const withPassword = strict.url.replace("//", "//olena:hunter2@");
  await assert.rejects(mailTo(withPassword).check(), problem("refused_sign_in", false));
});

test("a line break in a subject or an address makes no further header", async () => {
  const mailbox = await openMailbox({ after });
  await mailTo(mailbox.url).send({ ...letter, subject: "Hello\r\nBcc: eve@evil.example", text: "x" });
  assert.deepEqual(mailbox.mails[0]?.to, ["olena@example.org"]);
  assert.doesNotMatch(mailbox.mails[0]?.source ?? "", /^bcc:/im);
});

test("a server without a sender, or half of a provider, is a problem at start that names what is missing", () => {
  assert.throws(() => readConfig({ HOLOS_MAIL_URL: "smtp://x" }), /HOLOS_MAIL_FROM/);
  assert.throws(() => readConfig({ HOLOS_MAIL_URL: "http://x", HOLOS_MAIL_FROM: from }), ConfigProblem);
  assert.throws(() => readConfig({ HOLOS_OIDC_ISSUER: "https://x" }), /HOLOS_OIDC_CLIENT_ID/);
});
