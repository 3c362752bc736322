import { CompactRows } from "#web/design/CompactRows.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import type { Drivers } from "../contract.ts";
import { sentenceOf } from "../rules.ts";
import { useDriverWords } from "./driver-words.ts";
import classes from "./Drivers.module.css";
import { useDrivers } from "./use-question.ts";

/** The drivers as a card of a dashboard: the answer in a sentence, each driver's share below it. */
export function DriversWidget() {
  const words = useDriverWords();
  const { data, error } = useDrivers();
  if (error !== null) return <ProblemNote error={error} />;
  if (data === undefined) return <Skeleton height={180} />;
  const sentence = sentenceOf(data, words);
  return (
    <>
      <h2>{sentence}</h2>
      {data.state === "ok" ? <Shares drivers={data} label={sentence} /> : null}
    </>
  );
}

/** Every driver with its share; its name opens it on its page. */
function Shares({ drivers, label }: { drivers: Drivers; label: string }) {
  const words = useDriverWords();
  const { change } = useFilter();
  const rows = drivers.drivers.map((driver) => {
    const { value, interval } = driver.share;
    return {
      key: driver.ref,
      name: (
        <button type="button" className={classes.open} onClick={() => change({ driver: driver.ref })}>
          {words.name(driver)}
        </button>
      ),
      value: words.percent(value),
      note: `${words.percent(interval.low)} … ${words.percent(interval.high)} · n ${words.count(driver.n)}`,
      span: { value, ...interval },
      tone: driver.clear ? ("accent" as const) : ("plain" as const),
      isFaint: !driver.clear,
    };
  });
  return <CompactRows label={label} unit={words.t("column.share")} rows={rows} reference={0} />;
}
