import type { Submission } from "#feature/answers/contract";

import type { Company } from "../company.ts";
import { brands } from "../model/parameters.ts";
import { responseRate } from "../model/response.ts";
import { answerOf, starsOf } from "../model/score.ts";
import { createTally } from "../model/tally.ts";
import { drawOf } from "../random.ts";
import type { Chunk, Filled } from "./chunk.ts";
import { submissionOf } from "./submission.ts";

/** Twice a year an agency asks by phone, without saying for whom, how people like the provider they have. */
export function fillBrand(company: Company, chunk: Chunk): Filled {
  const draw = drawOf(company.seed, "brand", chunk.month, chunk.part);
  const tally = createTally();
  const submissions: Submission[] = [];
  const month = company.months[chunk.month];
  if (month === undefined) return { submissions, counts: tally.counts };

  for (let number = 0; number < chunk.contacts; number += 1) {
    const [code] = draw.pick(brands);
    const satisfaction = 0.1 + (company.effects.ofBrand.get(code) ?? 0) + draw.normal() * 1.05;
    const score = answerOf(satisfaction);
    const { day } = draw.pick(month.days);
    const isAnswered = draw.chance(responseRate("phone", score));
    const answers = {
      score,
      value: starsOf(satisfaction + draw.normal() * 0.8),
      quality: starsOf(satisfaction + draw.normal() * 0.8),
    };
    const minute = 600 + draw.int(540);
    tally.add("population|brand", score);
    tally.add(`population|brand|brand|${code}`, score);
    if (!isAnswered) continue;
    tally.add("observed|brand", score);
    tally.add(`observed|brand|brand|${code}`, score);
    submissions.push(
      submissionOf(
        company,
        { source: "brand", id: `${chunk.key}.${number}` },
        {
          answers,
          answeredAt: company.moment(day, minute, "Europe/Kyiv"),
          timeZone: "Europe/Kyiv",
          language: draw.chance(0.65) ? "uk" : "ru",
          context: { brand: code, channel: "phone" },
          attributes: { wave: month.name },
        },
      ),
    );
  }
  return { submissions, counts: tally.counts };
}
