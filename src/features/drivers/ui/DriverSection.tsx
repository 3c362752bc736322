import { useTranslation } from "react-i18next";

import { ChartFrame } from "#web/design/ChartFrame.tsx";

import type { Driver, Drivers } from "../contract.ts";
import { drawWhiskers } from "./draw-whiskers.ts";
import { useDriverWords } from "./driver-words.ts";
import { DriverTable, shareDomain } from "./DriverTable.tsx";
import { driverTable } from "./tables.ts";
import { useFiles } from "./take-along.ts";

/** Every driver as a dot with its whisker, by its share of what is explained; those that cannot be told apart share a rank. */
export function DriverSection({ drivers }: { drivers: Drivers }) {
  const { t } = useTranslation("drivers");
  const words = useDriverWords();
  const files = useFiles(t("title"));
  const clear = drivers.drivers.filter((driver) => driver.clear).length;
  const title = t(clear === 0 ? "list.none" : "list.some", { count: clear, total: drivers.drivers.length });
  const domain = shareDomain(drivers);
  return (
    <ChartFrame
      title={title}
      note={t("list.note")}
      methods={["drivers", drivers.method]}
      table={driverTable(drivers, words)}
      files={files}
      draw={() =>
        drawWhiskers({
          title,
          caption: t("list.caption", { outcome: drivers.outcome?.title ?? "", n: words.count(drivers.n ?? 0) }),
          domain: { low: 0, high: 100 * domain.high },
          rows: drivers.drivers.map((driver) => ({
            name: words.name(driver),
            marks: [{ ...inPercent(driver.share), tone: driver.clear ? "accent" : "soft" }],
            text: words.share(driver.share),
          })),
        })
      }
    >
      <DriverTable drivers={drivers} caption={title} />
    </ChartFrame>
  );
}

function inPercent({ value, interval }: Driver["share"]) {
  return { value: 100 * value, low: 100 * interval.low, high: 100 * interval.high };
}
