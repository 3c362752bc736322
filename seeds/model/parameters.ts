import type { StaffMember } from "../company/staff.ts";
import type { Unit } from "../company/units.ts";
import { drawOf, type Draw } from "../random.ts";

/** A change that was made in some branches from a month on. */
export interface Initiative {
  readonly key: "queue_tickets" | "greeting_script";
  readonly name: string;
  readonly unitCodes: readonly string[];
  readonly fromMonth: number;
  /** What it adds to satisfaction there; 0 did nothing. */
  readonly effect: number;
}

/** Everything the model adds to satisfaction besides problems and the customer: all drawn from the seed. */
export interface Effects {
  readonly ofUnit: ReadonlyMap<string, number>;
  /** The branch that is clearly below the rest. */
  readonly weakUnit: string;
  /** By ISO weekday, Monday first. */
  readonly ofWeekday: readonly number[];
  /** By month of the year, January first. */
  readonly ofMonth: readonly number[];
  readonly ofProduct: ReadonlyMap<string, number>;
  readonly ofBrand: ReadonlyMap<string, number>;
  readonly initiatives: readonly Initiative[];
  readonly morale: Morale;
}

/** Morale of teams over time, and how it reaches customers. */
export interface Morale {
  /** By unit: one value for each month. */
  readonly ofUnit: ReadonlyMap<string, readonly number[]>;
  /** Months by which it leads. */
  readonly lead: number;
  /** What one unit of morale adds to customers' satisfaction that much later. */
  readonly strength: number;
}

/** Brands of the competitor study; the first is our own. */
export const brands = [
  ["OV-ORVELA", "Orvela"],
  ["OV-KVANTEL", "Kvantel"],
  ["OV-TIVORA", "Tivora"],
  ["OV-NORDAKOM", "Nordakom"],
] as const;

const weekdays = [-0.12, 0, 0.04, 0.02, -0.06, 0.1, 0.08] as const;
const yearMonths = [-0.06, 0.02, 0.03, 0.02, 0.05, 0.04, 0.02, 0, -0.05, 0, -0.02, -0.16] as const;

/** Draws the effects of one company. */
export function effectsOf(seed: number, units: readonly Unit[], months: number): Effects {
  const draw = drawOf(seed, "effects");
  const branches = units.filter(({ kind, since, before }) => kind === "branch" && since === 0 && before === undefined);
  const weak = draw.pick(branches).code;
  const scale = draw.between(0.8, 1.3);
  return {
    ofUnit: unitEffects(draw, units, weak),
    weakUnit: weak,
    ofWeekday: weekdays.map((effect) => effect * scale),
    ofMonth: yearMonths.map((effect) => effect * scale),
    ofProduct: new Map([["OV-P-FLOW", draw.between(0.18, 0.26)]]),
    ofBrand: new Map<string, number>([
      ["OV-ORVELA", 0],
      ["OV-KVANTEL", draw.between(0.15, 0.35)],
      ["OV-TIVORA", draw.between(-0.3, -0.1)],
      ["OV-NORDAKOM", draw.between(-0.65, -0.4)],
    ]),
    initiatives: initiativesOf(
      draw,
      branches.filter(({ code }) => code !== weak),
      months,
    ),
    morale: moraleOf(seed, units, months),
  };
}

function unitEffects(draw: Draw, units: readonly Unit[], weak: string): ReadonlyMap<string, number> {
  return new Map(
    units.map(({ code, kind }) => {
      const own = draw.normal() * (kind === "branch" ? 0.14 : 0.1);
      return [code, code === weak ? -0.95 : own];
    }),
  );
}

/** The one that helped and the one that did nothing, in branches chosen by lot that have nothing else in common. */
function initiativesOf(draw: Draw, branches: readonly Unit[], months: number): readonly Initiative[] {
  const order = branches
    .map(({ code }) => ({ code, at: draw.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ code }) => code);
  return [
    {
      key: "queue_tickets",
      name: "Queue tickets and a host in the hall",
      unitCodes: order.slice(0, 18).toSorted(),
      fromMonth: Math.round((months * 15) / 24),
      effect: Math.round(draw.between(0.3, 0.5) * 1000) / 1000,
    },
    {
      key: "greeting_script",
      name: "New greeting script",
      unitCodes: order.slice(18, 34).toSorted(),
      fromMonth: Math.round((months * 13) / 24),
      effect: 0,
    },
  ];
}

/** Autoregressive with a memory of 0.8 from month to month and a standard deviation of 1. */
function moraleOf(seed: number, units: readonly Unit[], months: number): Morale {
  const draw = drawOf(seed, "morale");
  const lead = 1 + draw.int(3);
  const strength = Math.round(draw.between(0.16, 0.26) * 1000) / 1000;
  const ofUnit = new Map(
    units.map(({ code }) => {
      const own = drawOf(seed, "morale", code);
      let level = own.normal();
      return [code, Array.from({ length: months }, () => (level = 0.8 * level + 0.6 * own.normal()))] as const;
    }),
  );
  return { ofUnit, lead, strength };
}

/** What morale and initiatives of a unit add for its customers in a month. */
export function unitMonthEffect({ ofUnit, morale, initiatives }: Effects, unitCode: string, month: number): number {
  const before = morale.ofUnit.get(unitCode)?.[Math.max(0, month - morale.lead)] ?? 0;
  const done = initiatives.filter(({ unitCodes, fromMonth }) => month >= fromMonth && unitCodes.includes(unitCode));
  return (ofUnit.get(unitCode) ?? 0) + before * morale.strength + done.reduce((sum, { effect }) => sum + effect, 0);
}

/** A person's own effect, where somebody served. */
export function staffEffect(one: StaffMember | undefined): number {
  return one?.effect ?? 0;
}
