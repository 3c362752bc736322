import type { Asker } from "#feature/facts";
import type { Telling, Told } from "#kit/told";

import type { DriversQuery } from "../contract.ts";
import { driverWords, sentenceOf, type DriverNames } from "../rules.ts";
import { readDrivers } from "./read-drivers.ts";
import { wordsIn } from "./words.ts";

/**
 * What the page of drivers says, in the reader's language and with the reader's rights; from fewer than `least` complete
 * answers only that they are hidden.
 * @throws Refusal as `readDrivers`
 */
export async function tellDrivers(
  asker: Asker,
  query: DriversQuery,
  { language, names, least }: Telling & { readonly names: DriverNames },
): Promise<Told> {
  const read = await readDrivers(asker, query);
  const drivers = (read.n ?? 0) < least ? { ...read, state: "hidden" as const, drivers: [] } : read;
  const words = driverWords(wordsIn(language), language, names);
  return {
    sentence: sentenceOf(drivers, words),
    rows: drivers.drivers.map((driver) => ({
      name: words.name(driver),
      figure: `${words.share(driver.share)}, n ${words.count(driver.n)}`,
      change: "",
      n: driver.n,
      unit: "share",
      span: {
        value: 100 * driver.share.value,
        low: 100 * driver.share.interval.low,
        high: 100 * driver.share.interval.high,
      },
    })),
  };
}
