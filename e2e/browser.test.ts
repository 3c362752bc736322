import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";

import { launchBrowser } from "./browser.ts";

test("the bundled browser starts, loads a page from loopback and takes a picture of it", async (t) => {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(
      '<!doctype html><title>Холос</title><h1>Наскільки ймовірно?</h1><script>document.title += "!"</script>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const browser = await launchBrowser();
  t.after(() => browser.close());

  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

  assert.equal(await page.title(), "Холос!");
  assert.ok((await page.screenshot()).byteLength > 1000);
});

test("Cyrillic letters are drawn as different glyphs and not as empty boxes", async (t) => {
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 100, height: 100 } });

  const pictures = new Set<string>();
  for (const letter of ["Ж", "ї", "ґ", "Щ", "я"]) {
    await page.setContent(`<div style="font: 60px sans-serif">${letter}</div>`);
    pictures.add((await page.screenshot()).toString("base64"));
  }

  assert.equal(pictures.size, 5);
});
