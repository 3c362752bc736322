import { Whisker } from "#web/design/Whisker.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import type { Driver, Drivers } from "../contract.ts";
import { unitOf } from "../rules.ts";
import { useDriverWords } from "./driver-words.ts";
import classes from "./Drivers.module.css";

/** From nothing to a little beyond the widest interval of a share. */
export function shareDomain({ drivers }: Drivers): { readonly low: number; readonly high: number } {
  return { low: 0, high: Math.min(1, Math.max(0.01, ...drivers.map(({ share }) => share.interval.high)) * 1.04) };
}

/** Drivers as dots with whiskers; a name opens its driver. */
export function DriverTable({ drivers, caption }: { drivers: Drivers; caption: string }) {
  const { t } = useDriverWords();
  const domain = shareDomain(drivers);
  return (
    <table className={classes.table}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={classes.rank}>
            <span className="unseen">{t("column.rank")}</span>
          </th>
          <th scope="col">{t("column.driver")}</th>
          <th scope="col" aria-hidden className={classes.picture} />
          <th scope="col" className={classes.number}>
            {t("column.share")}
          </th>
          <th scope="col">{t("column.effect")}</th>
          <th scope="col" className={classes.number}>
            n
          </th>
        </tr>
      </thead>
      <tbody>
        {drivers.drivers.map((driver) => (
          <Row key={driver.ref} driver={driver} drivers={drivers} domain={domain} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly driver: Driver;
  readonly drivers: Drivers;
  readonly domain: { readonly low: number; readonly high: number };
}

function Row({ driver, drivers, domain }: RowProps) {
  const words = useDriverWords();
  const { change } = useFilter();
  const { t } = words;
  return (
    <tr>
      <td className={classes.rank}>{`${driver.rank}${driver.tied ? "=" : ""}`}</td>
      <th scope="row">
        <button type="button" className={classes.open} onClick={() => change({ driver: driver.ref })}>
          {words.name(driver)}
        </button>
        <small>{t(`group.${driver.group}`)}</small>
      </th>
      <td className={classes.picture}>
        <Whisker
          value={driver.share.value}
          interval={driver.share.interval}
          domain={domain}
          tone={driver.clear ? "accent" : "plain"}
        />
      </td>
      <td className={classes.number}>
        <b>{words.percent(driver.share.value)}</b>
        <small>{`${words.percent(driver.share.interval.low)} … ${words.percent(driver.share.interval.high)}`}</small>
      </td>
      <td className={classes.effect}>
        <Effect driver={driver} drivers={drivers} />
      </td>
      <td className={classes.number} data-n>
        {words.count(driver.n)}
      </td>
    </tr>
  );
}

/** What it does to the outcome, in its unit; of a category the level that lies furthest from the usual one. */
function Effect({ driver, drivers: { reading } }: Pick<RowProps, "driver" | "drivers">) {
  const words = useDriverWords();
  const { t } = words;
  if (!driver.clear) return <span className={classes.soft}>{t("effect.unclear")}</span>;
  const furthest = driver.levels
    .flatMap(({ name, effect }) => (effect === null ? [] : [{ name, effect }]))
    .toSorted((a, b) => Math.abs(b.effect.value) - Math.abs(a.effect.value))[0];
  if (furthest === undefined) return null;
  const { reference } = driver;
  const note =
    reference === null
      ? t(`effect.per-${unitOf(driver)}`)
      : t("effect.against", { level: words.level(furthest), reference });
  return (
    <>
      {words.effect(furthest.effect, reading)} <small>{note}</small>
    </>
  );
}
