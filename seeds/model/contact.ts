import type { Company } from "../company.ts";
import type { Customer } from "../company/customers.ts";
import type { StaffMember } from "../company/staff.ts";
import { codePrefix, teams, type Unit } from "../company/units.ts";
import type { Month } from "../days.ts";
import type { Draw } from "../random.ts";
import { staffEffect, unitMonthEffect } from "./parameters.ts";
import type { Problem, StreamKey } from "./problems.ts";
import { answerOf, chanceOf } from "./score.ts";

/** One customer's contact with the company, whether or not they are asked about it afterwards. */
export interface Contact {
  readonly stream: StreamKey;
  readonly customer: Customer;
  readonly unit: Unit | null;
  readonly employee: StaffMember | null;
  readonly month: Month;
  readonly day: string;
  readonly weekday: number;
  readonly minute: number;
  readonly problems: readonly Problem[];
  /** η + ε. */
  readonly satisfaction: number;
  readonly score: number;
}

/** How much of what a unit adds reaches the score of a stream. */
const unitShare: Readonly<Record<StreamKey, number>> = { visit: 1, call: 1, chat: 1, relational: 0.4, app: 0 };

/** Where satisfaction lies before anything else is said. */
const base: Readonly<Record<StreamKey, number>> = { visit: 0.45, call: 0.5, chat: 0.4, app: 0.42, relational: 0.3 };

const weekdayTraffic = [1.25, 1.05, 1, 1, 1.1, 0.8, 0.35];

/** Draws the contacts of one stream. Prepared once for a chunk. */
export function createContacts(company: Company, stream: StreamKey): (month: Month, draw: Draw) => Contact {
  const kinds = company.problems.filter(({ prevalence }) => prevalence[stream] !== undefined);
  const { effects } = company;
  const unitEffects = new Map<string, number>();

  function unitEffect(unit: Unit | null, month: number): number {
    if (unit === null) return 0;
    const key = `${unit.code} ${month}`;
    const known = unitEffects.get(key) ?? unitMonthEffect(effects, unit.code, month) * unitShare[stream];
    unitEffects.set(key, known);
    return known;
  }

  return (month, draw) => {
    const customer = company.customerAt(draw.int(company.customers));
    const { day, weekday } = drawDay(month, draw);
    const unit = unitFor(company, stream, { customer, month: month.index, draw });
    const roster = unit === null || stream === "relational" ? [] : company.rosterOf(unit.code, month.index);
    const employee = roster.length === 0 ? null : draw.pick(roster);
    const problems = kinds.filter((problem) =>
      draw.chance(chanceOfProblem(problem, { stream, customer, unit, weekday, weak: effects.weakUnit })),
    );
    const explained =
      base[stream] +
      customer.leaning +
      (effects.ofProduct.get(customer.product) ?? 0) +
      (effects.ofWeekday[weekday - 1] ?? 0) +
      (effects.ofMonth[month.ofYear - 1] ?? 0) +
      unitEffect(unit, month.index) +
      staffEffect(employee ?? undefined) -
      problems.reduce((sum, { effect }) => sum + effect, 0);
    const satisfaction = explained + chanceOf(draw);
    const minute = drawMinute(draw, stream);
    return {
      stream,
      customer,
      unit,
      employee,
      month,
      day,
      weekday,
      minute,
      problems,
      satisfaction,
      score: answerOf(satisfaction),
    };
  };
}

interface Circumstances {
  readonly stream: StreamKey;
  readonly customer: Customer;
  readonly unit: Unit | null;
  readonly weekday: number;
  readonly weak: string;
}

/** Queues are longest on Mondays and at the weak branch. */
function chanceOfProblem(problem: Problem, { stream, customer, unit, weekday, weak }: Circumstances): number {
  const share = (problem.prevalence[stream] ?? 0) * (problem.bySegment[customer.segment] ?? 1);
  if (problem.key !== "branch_wait" || stream !== "visit") return Math.min(0.85, share);
  return Math.min(0.85, share * (weekday === 1 ? 1.35 : 1) * (unit?.code === weak ? 1.7 : 1));
}

function unitFor(
  company: Company,
  stream: StreamKey,
  { customer, month, draw }: { customer: Customer; month: number; draw: Draw },
): Unit | null {
  if (stream === "app") return null;
  if (stream === "relational") return customer.homeBranch;
  if (stream === "visit") {
    const other = draw.chance(0.12) ? draw.pick(company.branches) : customer.homeBranch;
    return other.since <= month ? other : (company.branches.find(({ since }) => since === 0) ?? other);
  }
  const wanted = teamFor(stream, customer, draw);
  return company.units.find(({ code }) => code === wanted) ?? null;
}

const lines: Readonly<Record<string, readonly string[]>> = {
  "OV-P-CLASSIC": ["CC-MOB1", "CC-MOB2"],
  "OV-P-FLOW": ["CC-MOB1", "CC-MOB2"],
  "OV-P-FIBRE": ["CC-NET1"],
  "OV-P-TV": ["CC-NET1"],
  "OV-P-CARD": ["CC-CRD", "CC-BNK1"],
  "OV-P-CREDIT": ["CC-CRD", "CC-BNK2"],
  "OV-P-LOAN": ["CC-BNK1", "CC-BNK2"],
  "OV-P-DEPOSIT": ["CC-BNK1", "CC-BNK2"],
  "OV-P-BIZ": ["CC-BIZ"],
};

function teamFor(stream: StreamKey, customer: Customer, draw: Draw): string {
  if (stream === "chat") return `${codePrefix}${draw.chance(0.6) ? "CC-CHAT1" : "CC-CHAT2"}`;
  return `${codePrefix}${draw.pick(lines[customer.product] ?? [teams[0][0]])}`;
}

function drawDay(month: Month, draw: Draw): { day: string; weekday: number } {
  for (;;) {
    const found = draw.pick(month.days);
    if (draw.next() * 1.25 < (weekdayTraffic[found.weekday - 1] ?? 1)) return found;
  }
}

/** Branches serve from 9 to 18 with a rush at noon and after five; lines and the app are used later as well. */
function drawMinute(draw: Draw, stream: StreamKey): number {
  const [from, to] = stream === "visit" ? [540, 1080] : [480, 1290];
  const rush = stream === "visit" && draw.chance(0.3) ? (draw.chance(0.5) ? 735 : 1040) : null;
  const minute = rush === null ? draw.between(from, to) : rush + draw.normal() * 30;
  return Math.round(Math.min(to, Math.max(from, minute)));
}
