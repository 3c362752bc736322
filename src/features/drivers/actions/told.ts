import type { Asker } from "#feature/facts";

import type { DriversQuery, Uncertain } from "../contract.ts";
import { driverWords, sentenceOf, type DriverNames } from "../rules.ts";
import { readDrivers } from "./read-drivers.ts";
import { wordsIn } from "./words.ts";

/** Drivers in words, for mails and sheets: the sentence of the page, and each driver with its share. */
export interface DriversTold {
  readonly sentence: string;
  readonly rows: readonly { readonly name: string; readonly share: string; readonly span: Uncertain }[];
}

/**
 * What the page of drivers says, in the reader's language and with the reader's rights.
 * @throws Refusal as `readDrivers`
 */
export async function tellDrivers(
  asker: Asker,
  query: DriversQuery,
  { language, names }: { readonly language: string; readonly names: DriverNames },
): Promise<DriversTold> {
  const drivers = await readDrivers(asker, query);
  const words = driverWords(wordsIn(language), language, names);
  return {
    sentence: sentenceOf(drivers, words),
    rows: drivers.drivers.map((driver) => ({
      name: words.name(driver),
      share: words.share(driver.share),
      span: driver.share,
    })),
  };
}
