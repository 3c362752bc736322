import { drawOf, type Draw } from "../random.ts";
import { nameOf } from "./names.ts";
import type { Unit } from "./units.ts";

/** One person on the payroll at some time of the period. Months count from its beginning; before it they are negative. */
export interface StaffMember {
  readonly code: string;
  readonly name: string;
  readonly position: string;
  readonly unitCode: string;
  readonly managerCode: string | null;
  readonly skills: readonly string[];
  readonly languages: readonly ("uk" | "ru" | "en" | "pl" | "kk")[];
  readonly hiredMonth: number;
  /** First month in which they are gone; null while they stay. */
  readonly leftMonth: number | null;
  /** Whether customers meet them. */
  readonly isFrontline: boolean;
  /** How this person moves a customer's satisfaction, in units of the latent scale. */
  readonly effect: number;
}

interface Seat {
  readonly unit: Unit;
  readonly number: number;
  readonly position: string;
}

const headcount: Readonly<Record<Unit["kind"], (unit: Unit) => number>> = {
  group: () => 6,
  division: () => 9,
  region: () => 5,
  "contact-centre": () => 12,
  branch: (unit) => Math.max(5, Math.round(unit.size * 10)),
  team: () => 30,
  function: () => 22,
};

const positions: Readonly<Record<Unit["kind"], readonly [head: string, rest: string]>> = {
  group: ["Chief executive", "Executive assistant"],
  division: ["Division director", "Analyst"],
  region: ["Regional director", "Regional coach"],
  "contact-centre": ["Head of contact centre", "Planner"],
  branch: ["Branch manager", "Consultant"],
  team: ["Team leader", "Agent"],
  function: ["Function head", "Specialist"],
};

const skills = [
  "cards",
  "loans",
  "tariffs",
  "home internet",
  "business accounts",
  "complaints",
  "fraud",
  "sales",
  "cash desk",
] as const;

/** Everybody who worked here in the period: about 1,200 at a time, with those who left and those who came for them. */
export function staffOf(seed: number, units: readonly Unit[], months: number): readonly StaffMember[] {
  const staff: StaffMember[] = [];
  const heads = new Map<string, string>();
  for (const unit of units) {
    const [head, rest] = positions[unit.kind];
    const seats = headcount[unit.kind](unit);
    for (let number = 0; number < seats; number += 1) {
      const seat = { unit, number, position: number === 0 ? head : rest };
      const managerCode = number === 0 ? (heads.get(unit.parentCode ?? "") ?? null) : (heads.get(unit.code) ?? null);
      for (const one of holdersOf(seed, seat, months)) {
        staff.push({ ...one, code: `OV-E${String(staff.length + 1).padStart(4, "0")}`, managerCode });
      }
      if (number === 0) heads.set(unit.code, staff.at(-1)?.code ?? "");
    }
  }
  return staff;
}

/** Who held a seat one after the other. Monthly chance to leave: 3.4 % of agents, 1.6 % of others. */
function holdersOf(
  seed: number,
  { unit, number, position }: Seat,
  months: number,
): Omit<StaffMember, "code" | "managerCode">[] {
  const draw = drawOf(seed, "staff", unit.code, number);
  const rate = number === 0 ? 0.006 : unit.kind === "team" ? 0.034 : 0.016;
  const holders: Omit<StaffMember, "code" | "managerCode">[] = [];
  let month = Math.max(-Math.ceil(draw.between(2, 90)), unit.since === 0 ? -90 : unit.since);
  while (month < months) {
    const left = leavingMonth(draw, Math.max(month, 0), { rate, months });
    holders.push({ ...personIn(draw, unit, number), position, hiredMonth: month, leftMonth: left });
    if (left === null) break;
    month = left + draw.int(2);
  }
  return holders;
}

function leavingMonth(draw: Draw, from: number, { rate, months }: { rate: number; months: number }): number | null {
  const stays = Math.floor(Math.log(1 - draw.next()) / Math.log(1 - rate)) + 1;
  return from + stays < months ? from + stays : null;
}

function personIn(draw: Draw, unit: Unit, number: number) {
  const known = new Set(Array.from({ length: 2 + draw.int(3) }, () => draw.pick(skills)));
  const home = { "Europe/Warsaw": "pl", "Asia/Almaty": "kk", "Asia/Atyrau": "kk" }[unit.timeZone] as
    | "pl"
    | "kk"
    | undefined;
  const languages = [
    "uk",
    ...(draw.chance(0.7) ? ["ru"] : []),
    ...(draw.chance(0.25) ? ["en"] : []),
    ...(home === undefined ? [] : [home]),
  ];
  return {
    name: nameOf(draw),
    unitCode: unit.code,
    skills: [...known].toSorted(),
    languages: languages as StaffMember["languages"],
    isFrontline: unit.kind === "team" || (unit.kind === "branch" && number > 0),
    effect: draw.normal() * 0.12,
  };
}

/** Who of a unit serves customers in a month. */
export function createRoster(
  staff: readonly StaffMember[],
  months: number,
): (unitCode: string, month: number) => readonly StaffMember[] {
  const rosters = new Map<string, StaffMember[][]>();
  for (const one of staff) {
    if (!one.isFrontline) continue;
    const roster = rosters.get(one.unitCode) ?? Array.from({ length: months }, () => []);
    rosters.set(one.unitCode, roster);
    roster.forEach((present, month) => {
      if (one.hiredMonth <= month && (one.leftMonth === null || one.leftMonth > month)) present.push(one);
    });
  }
  return (unitCode, month) => rosters.get(unitCode)?.[month] ?? [];
}
