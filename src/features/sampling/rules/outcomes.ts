import { isWithinReach } from "#kit/day";

import type { OutcomeProblem } from "../contract.ts";

/** Who, by the id in the customer file, and the day they left; null: stayed. */
export interface OutcomeLine {
  readonly line: number;
  readonly text: string;
  readonly crm: string;
  readonly leftOn: string | null;
}

/** Lines that say something, and those that do not with the reason. */
export interface ReadOutcomes {
  readonly lines: readonly OutcomeLine[];
  readonly problems: readonly OutcomeProblem[];
}

/** Words for somebody who stayed, in the place of a day. */
const stayed: ReadonlySet<string> = new Set(["", "-", "0", "no", "stayed", "нет", "остался", "ні", "залишився"]);

/**
 * A table of two columns: id and day of leaving (2026-03-31 or 31.03.2026), empty for whoever stayed. Tabs, semicolons or
 * commas; a heading is recognised by its second cell being no day.
 */
export function readOutcomes(text: string): ReadOutcomes {
  const lines: OutcomeLine[] = [];
  const problems: OutcomeProblem[] = [];
  const seen = new Set<string>();
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    if (raw.trim() === "") return;
    const line = index + 1;
    const shown = raw.trim().slice(0, 80);
    const [crm = "", day = ""] = raw.split(/[\t;,]/).map((cell) => cell.trim().replaceAll(/^"|"$/g, ""));
    const leftOn = stayed.has(day.toLocaleLowerCase()) ? null : dayOf(day);
    if (crm === "") problems.push({ line, text: shown, code: "no-id" });
    else if (leftOn === undefined) {
      if (index > 0) problems.push({ line, text: shown, code: "bad-day" });
    } else if (seen.has(crm)) problems.push({ line, text: shown, code: "repeated" });
    else {
      seen.add(crm);
      lines.push({ line, text: shown, crm, leftOn });
    }
  });
  return { lines, problems };
}

function dayOf(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const iso =
    year === undefined
      ? text.slice(0, 10)
      : `${year}-${(month ?? "").padStart(2, "0")}-${(day ?? "").padStart(2, "0")}`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || !isWithinReach(iso)) return undefined;
  const moment = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== iso ? undefined : iso;
}

/** A person's outcome and the day of their answer. */
export interface Known {
  readonly leftOn: string | null;
  readonly knownUntil: string;
}

/**
 * What became of somebody within so many days after their answer: `left`, `stayed`, or null where it is not known yet.
 * Whoever had left before they answered is not counted either.
 */
export function fateOf(
  { leftOn, knownUntil }: Known,
  answeredOn: string,
  horizonEnd: string,
): "left" | "stayed" | null {
  if (leftOn !== null && leftOn <= answeredOn) return null;
  if (leftOn !== null && leftOn <= horizonEnd) return "left";
  return leftOn !== null || knownUntil >= horizonEnd ? "stayed" : null;
}
