import assert from "node:assert/strict";
import { test } from "node:test";

import { assert as check, property, string } from "fast-check";

import { checkLogo, logoLimit } from "./actions/logo.ts";
import { checkSvg } from "./actions/svg.ts";

const png = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(100)]);

test("pictures whose bytes are what they say they are may be the logo", () => {
  assert.equal(checkLogo(dataUrl("png", png)).ok, true);
  assert.equal(checkLogo(dataUrl("jpeg", Buffer.from("ffd8ffe000104a46", "hex"))).ok, true);
  assert.equal(checkLogo(dataUrl("webp", Buffer.from("RIFF\u0004\u0000\u0000\u0000WEBPVP8 ", "latin1"))).ok, true);
});

test("a picture of another kind, a page, an empty or a too large one is refused with the reason", () => {
  assert.match(reasonOf(dataUrl("jpeg", png)), /kind it says/);
  assert.match(reasonOf(dataUrl("png", Buffer.from("<html></html>"))), /kind it says/);
  assert.match(reasonOf("data:text/html;base64,PGI+"), /not a PNG/);
  assert.match(reasonOf("https://example.org/logo.png"), /not a PNG/);
  assert.match(reasonOf("data:image/png;base64,"), /not a PNG/);
  assert.match(reasonOf(dataUrl("png", Buffer.concat([png, Buffer.alloc(logoLimit)]))), /larger than 64 kB/);
});

test("an SVG as drawing programs write it may be the logo", () => {
  const drawn = `<?xml version="1.0" encoding="UTF-8"?>
    <!-- Generator: a drawing program -->
    <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 24 24">
      <title>Київ &amp; «Телеком»</title>
      <style>.a { fill: url(#shade); } path { stroke: none }</style>
      <defs><linearGradient id="shade"><stop offset="0" stop-color="#0b7285"/></linearGradient></defs>
      <path class='a' d="M0 0h24v24H0z" style="fill:url('#shade')"/>
      <use xlink:href="#shade" x="1"/>
      <image href="data:image/png;base64,iVBORw0KGgo=" width="1"/>
    </svg>`;
  assert.equal(checkSvg(Buffer.from(drawn)), undefined);
  assert.equal(checkLogo(dataUrl("svg+xml", Buffer.from(drawn))).ok, true);
});

const hostile = [
  `<svg><script>alert(1)</script></svg>`,
  `<svg><SCRIPT>alert(1)</SCRIPT></svg>`,
  `<svg xmlns:h="http://www.w3.org/1999/xhtml"><h:script>alert(1)</h:script></svg>`,
  `<svg onload="alert(1)"></svg>`,
  `<svg ONLOAD='alert(1)'/>`,
  `<svg/onload=alert(1)>`,
  `<svg><foreignObject><body/></foreignObject></svg>`,
  `<svg><a href="#x"><rect/></a></svg>`,
  `<svg><image href="https://evil.example/x.png"/></svg>`,
  `<svg><image xlink:href="//evil.example/x.png"/></svg>`,
  `<svg><use href="other.svg#x"/></svg>`,
  `<svg><use href="data:image/svg+xml;base64,AAAA"/></svg>`,
  `<svg><a xlink:href="java&#x73;cript:alert(1)"/></svg>`,
  `<svg><rect style="fill:url(https://evil.example)"/></svg>`,
  `<svg><rect style="fill:u&#114;l(https://evil.example)"/></svg>`,
  `<svg><rect style="fill:u\\72l(https://evil.example)"/></svg>`,
  `<svg><rect fill="url( 'http://evil.example#x' )"/></svg>`,
  `<svg><style>@import "https://evil.example/x.css";</style></svg>`,
  `<svg><style>rect{background:url(//evil.example)}</style></svg>`,
  `<svg><style>@\\69mport "x"</style></svg>`,
  `<svg><animate attributeName="href" to="javascript:alert(1)"/></svg>`,
  `<svg><set attributeName="onclick" to="alert(1)"/></svg>`,
  `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>`,
  `<?xml-stylesheet href="https://evil.example/x.css"?><svg/>`,
  `<svg><![CDATA[<script>alert(1)</script>]]></svg>`,
  `<!--><svg onload="alert(1)">--><svg/>`,
  `<svg><rect width="1"</svg>`,
  `<svg><rect title="<script>"/></svg>`,
  `<html><svg/></html>`,
  `not a picture`,
  ``,
];

for (const [index, text] of hostile.entries())
  test(`what runs, loads or cannot be read with certainty is refused: ${index + 1}, ${text.slice(0, 60)}`, () => {
    const reason = checkSvg(Buffer.from(text));
    assert.ok(reason !== undefined && reason.length > 5);
  });

test("bytes that are no UTF-8 are refused", () => {
  assert.match(checkSvg(Buffer.from("fffe3c0073007600", "hex")) ?? "", /UTF-8/);
});

test("no text makes the check fail, and none with a script element passes", () => {
  check(
    property(string(), string(), (before, after) => {
      assert.ok(checkSvg(Buffer.from(`${before}<script>${after}`)) !== undefined);
      checkSvg(Buffer.from(`<svg>${before}</svg>`));
    }),
  );
  // Long runs of what a tag may begin with: whatever of them is well-formed text passes, and all are answered.
  for (const piece of ["<a ", "<a b='", "<a b=''", "&#", "<!--", " \t"])
    assert.match(checkSvg(Buffer.from(`<svg>${piece.repeat(16_000)}<script>`)) ?? "", /./);
});

function dataUrl(kind: string, bytes: Buffer): string {
  return `data:image/${kind};base64,${bytes.toString("base64")}`;
}

function reasonOf(url: string): string {
  const outcome = checkLogo(url);
  return outcome.ok ? "" : String(outcome.params?.["reason"]);
}
