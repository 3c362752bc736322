import { startProduct } from "#testing/product";

import { benchBuilder } from "./builder.ts";
import { benchChanges } from "./changes.ts";
import { benchDrivers } from "./drivers.ts";
import { describeFigures, isReached, type Figure } from "./figures.ts";
import { benchImport } from "./import.ts";
import { memoryOf } from "./memory.ts";
import { benchOrganisation } from "./organisation.ts";
import { benchPainMap } from "./pain-map.ts";
import { benchPeople } from "./people.ts";
import { benchPublicPage } from "./public-page.ts";
import { benchSample } from "./sample.ts";
import { benchSlices } from "./slices.ts";
import { benchLag, benchSubmissions, nameCodes, publishSurvey } from "./submissions.ts";
import { benchText } from "./text.ts";

/**
 * `npm run bench [part…] [--quick]`: figures of the running product beside the limits of the same machine in the same
 * run. Parts: memory, submissions, lag, page, import, slices, changes, drivers, pain-map, people, organisation, builder, text; all of them
 * when none is named.
 */
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
const isQuick = process.argv.includes("--quick");
const seconds = isQuick ? 3 : 8;
const wants = (part: string) => asked.length === 0 || asked.includes(part);

const figures: Figure[] = [];
const product = await startProduct();
try {
  if (wants("memory")) figures.push(memory("at rest", 600));
  const { id, slug } = await publishSurvey(product);
  await nameCodes(product);
  if (wants("page")) figures.push(...(await benchPublicPage(product, slug, seconds)));
  if (wants("submissions")) figures.push(...(await benchSubmissions(product, id, seconds)));
  if (wants("lag")) figures.push(...(await benchLag(product, id, seconds * 2)));
  if (wants("import")) figures.push(...(await benchImport(product, isQuick ? 50_000 : 300_000)));
  if (wants("sample")) figures.push(...(await benchSample(product, isQuick ? 0.2 : 1)));
  if (wants("slices")) figures.push(...(await benchSlices(product, isQuick ? [1] : [1, 10])));
  if (wants("changes")) figures.push(...(await benchChanges(product, isQuick ? [1] : [1, 10])));
  if (wants("drivers")) figures.push(...(await benchDrivers(product, isQuick ? [1] : [1, 10])));
  if (wants("pain-map")) figures.push(...(await benchPainMap(product, isQuick ? [1] : [1, 10])));
  if (wants("people")) figures.push(...(await benchPeople(product, isQuick ? 200_000 : 5_000_000)));
  if (wants("organisation")) figures.push(...(await benchOrganisation(product)));
  if (wants("builder")) figures.push(...(await benchBuilder(product)));
  if (wants("text")) figures.push(...benchText(isQuick ? 5_000 : 20_000));
  if (wants("memory")) figures.push(memory("after the load", 3000));
} finally {
  await product.stop();
}

process.stdout.write(`\n${describeFigures(figures)}\n`);
process.exitCode = figures.every(isReached) ? 0 : 1;

function memory(when: string, most: number): Figure {
  const measured = memoryOf(product.pid);
  return {
    what: `memory of server and engines ${when}`,
    measured,
    unit: "MB",
    limit: null,
    aim: { kind: "at-most", value: most },
  };
}
