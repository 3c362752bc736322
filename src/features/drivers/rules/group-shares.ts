import { shareInterval } from "#statistics/drivers/assemble";
import type { KeyDrivers } from "#statistics/drivers/result";

import { driverGroups, type Driver, type Drivers } from "../contract.ts";

/**
 * How much of what is explained each part of the experience holds, and everything but price together (R184). Shares of a
 * group are sums of its drivers' shares, and so are their variances, covariances included.
 */
export function groupShares(drivers: readonly Driver[], found: KeyDrivers): Pick<Drivers, "groups" | "experience"> {
  const share = (isIn: (driver: Driver) => boolean) => {
    const places = drivers.flatMap((driver, index) => (isIn(driver) ? [index] : []));
    const value = places.reduce((sum, place) => sum + (drivers[place]?.share.value ?? 0), 0);
    let variance = 0;
    for (const i of places) for (const j of places) variance += found.shareCovariance[i]?.[j] ?? 0;
    const { level } = found.rSquared.interval;
    return shareInterval(value, Math.sqrt(Math.max(0, variance)), { blocks: found.blocks, level });
  };
  const groups = driverGroups.flatMap((group) => {
    const own = drivers.filter((driver) => driver.group === group).length;
    return own === 0 ? [] : [{ group, share: share((driver) => driver.group === group), drivers: own }];
  });
  const isComparable = groups.length > 1 && groups.some(({ group }) => group === "price");
  return { groups, experience: isComparable ? share(({ group }) => group !== "price") : null };
}
