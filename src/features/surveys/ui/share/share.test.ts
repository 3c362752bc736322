import assert from "node:assert/strict";
import { test } from "node:test";

import { checkAnswers } from "#feature/surveys/runtime";

import { branching, long } from "../example-surveys.ts";
import { ownDefinition } from "../templates/own-definition.ts";
import { surveyAddress } from "./address.ts";
import { csvOf } from "./csv.ts";
import { mailHtml, mailQuestion, stepLinks } from "./mail-snippet.ts";
import { sampleAnswers } from "./sample-answers.ts";

test("an address carries what is filled in and nothing else", () => {
  assert.equal(
    surveyAddress("https://x.example/s/abc", { lang: "uk", unit: " ", channel: "касовий чек" }),
    "https://x.example/s/abc?lang=uk&channel=%D0%BA%D0%B0%D1%81%D0%BE%D0%B2%D0%B8%D0%B9+%D1%87%D0%B5%D0%BA",
  );
  assert.equal(surveyAddress("/s/abc", {}, "qr.svg"), "/s/abc/qr.svg");
});

test("the example of the API holds answers that the survey takes", () => {
  for (const definition of [branching, long]) {
    const checked = checkAnswers(definition, sampleAnswers(definition), {}, { partial: false });
    assert.deepEqual(checked.ok ? [] : checked.problems, []);
  }
});

test("a mail has one link for each step, and no text breaks out of its HTML", () => {
  const question = mailQuestion(branching);
  assert.ok(question !== undefined);
  const links = stepLinks(question, "https://x.example/s/abc", { channel: "email" });
  const html = mailHtml({ ...question, title: { en: '<b onclick="x">' } }, { language: "en", links });

  assert.equal(links.length, 11);
  assert.equal(links[9]?.href, "https://x.example/s/abc?channel=email&score=9");
  assert.equal(html.match(/<a /g)?.length, 11);
  assert.ok(html.includes("&lt;b onclick=&quot;x&quot;&gt;"));
  assert.ok(html.includes("channel=email&amp;score=10"));
});

test("a survey that begins with something else than a scale has no mail", () => {
  assert.equal(mailQuestion(long), undefined);
});

test("cells of a CSV file never start a formula", async () => {
  const bytes = new Uint8Array(await csvOf([["url"], ['=cmd|"x"'], ["https://x.example"]]).arrayBuffer());
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

  assert.equal(text, '\u{FEFF}url\r\n"\'=cmd|""x"""\r\nhttps://x.example\r\n');
});

test("a ready survey is taken in the organisation's languages; those without words join as drafts", () => {
  const own = ownDefinition(branching, { languages: ["uk", "pl"], defaultLanguage: "pl" });

  assert.deepEqual([own.languages, own.defaultLanguage, own.translations], [["uk", "pl"], "uk", { pl: "draft" }]);
  assert.equal(ownDefinition(branching, { languages: ["pl"], defaultLanguage: "pl" }), branching);
});
