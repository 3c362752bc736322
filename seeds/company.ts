import { createCustomers, type Customer } from "./company/customers.ts";
import { createRoster, staffOf, type StaffMember } from "./company/staff.ts";
import { unitsOf, type Unit } from "./company/units.ts";
import { createZones, monthsUntil, type Month } from "./days.ts";
import { effectsOf, type Effects } from "./model/parameters.ts";
import { problemsOf, type Problem } from "./model/problems.ts";

/** Which company: the same options give the same bytes. */
export interface CompanyOptions {
  readonly seed: number;
  /** 1 is 200,000 customers and about 300,000 answers; from 0.001 to 100. */
  readonly scale: number;
  /** Last day of the period, `YYYY-MM-DD`. */
  readonly end: string;
  /** 24 when left out. */
  readonly months?: number;
}

/** A company with everything that is fixed before anybody is asked anything. */
export interface Company {
  readonly seed: number;
  readonly scale: number;
  readonly months: readonly Month[];
  readonly units: readonly Unit[];
  readonly branches: readonly Unit[];
  readonly staff: readonly StaffMember[];
  readonly customers: number;
  readonly problems: readonly Problem[];
  readonly effects: Effects;
  customerAt(number: number): Customer;
  /** Frontline staff of a unit who are there in this month. */
  rosterOf(unitCode: string, month: number): readonly StaffMember[];
  /** A local moment as UTC. */
  moment(day: string, minuteOfDay: number, zone: string): string;
}

/** Makes the company of these options; contacts and answers come later, chunk by chunk. */
export function companyOf({ seed, scale, end, months: count = 24 }: CompanyOptions): Company {
  const months = monthsUntil(end, count);
  const units = unitsOf(seed, count);
  const branches = units.filter(({ kind }) => kind === "branch");
  const staff = staffOf(seed, units, count);
  return {
    seed,
    scale,
    months,
    units,
    branches,
    staff,
    customers: Math.max(100, Math.round(200_000 * scale)),
    problems: problemsOf(seed),
    effects: effectsOf(seed, units, count),
    customerAt: createCustomers(seed, branches),
    rosterOf: createRoster(staff, count),
    moment: createZones(),
  };
}
