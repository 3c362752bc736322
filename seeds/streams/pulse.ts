import type { Submission } from "#feature/answers/contract";

import type { Company } from "../company.ts";
import type { StaffMember } from "../company/staff.ts";
import { answerOf, starsOf } from "../model/score.ts";
import { createTally } from "../model/tally.ts";
import { drawOf } from "../random.ts";
import { staffComment } from "../text/staff.ts";
import type { Chunk, Filled } from "./chunk.ts";
import { submissionOf } from "./submission.ts";

/** Share of those present who answer a pulse; nobody is asked by name. */
const share = 0.58;

/** Every month everybody is asked how they would recommend working here. Morale of the team moves the answer. */
export function fillPulse(company: Company, chunk: Chunk, texts: boolean): Filled {
  const tally = createTally();
  const submissions: Submission[] = [];
  const month = company.months[chunk.month];
  if (month === undefined) return { submissions, counts: tally.counts };

  for (const [number, one] of presentIn(company, chunk.month).entries()) {
    const draw = drawOf(company.seed, "pulse", chunk.month, number);
    const morale = company.effects.morale.ofUnit.get(one.unitCode)?.[chunk.month] ?? 0;
    const satisfaction = 0.05 + morale * 0.6 + draw.normal();
    const score = answerOf(satisfaction);
    tally.add("population|pulse", score);
    const { day } = draw.pick(month.days.slice(0, 7));
    if (!draw.chance(share)) continue;
    tally.add("observed|pulse", score);
    tally.add(`observed|pulse|unit|${one.unitCode}`, score);
    const zone = company.units.find(({ code }) => code === one.unitCode)?.timeZone ?? "Europe/Kyiv";
    const comment = texts && draw.chance(0.16) ? staffComment(draw, languageOf(one), score) : null;
    submissions.push(
      submissionOf(
        company,
        { source: "pulse", id: `${chunk.key}.${number}` },
        {
          answers: {
            score,
            workload: starsOf(satisfaction - 0.2 + draw.normal() * 0.8),
            manager: starsOf(satisfaction + 0.2 + draw.normal() * 0.8),
            ...(comment !== null && { comment }),
          },
          answeredAt: company.moment(day, 540 + draw.int(500), zone),
          timeZone: zone,
          language: languageOf(one),
          context: { unit: one.unitCode, channel: "email" },
        },
      ),
    );
  }
  return { submissions, counts: tally.counts };
}

function languageOf({ languages }: StaffMember): "ru" | "uk" {
  return languages.includes("ru") ? "ru" : "uk";
}

function presentIn({ staff, scale }: Company, month: number): readonly StaffMember[] {
  const present = staff.filter(
    ({ hiredMonth, leftMonth }) => hiredMonth <= month && (leftMonth === null || leftMonth > month),
  );
  return scale >= 1 ? present : present.filter((_, index) => index % Math.ceil(1 / scale) === 0);
}
