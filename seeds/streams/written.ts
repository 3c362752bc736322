import type { Submission } from "#feature/answers/contract";

import type { Company } from "../company.ts";
import type { Customer } from "../company/customers.ts";
import type { Problem } from "../model/problems.ts";
import { answerOf, starsOf } from "../model/score.ts";
import { createTally } from "../model/tally.ts";
import { byShare, drawOf, type Draw } from "../random.ts";
import { commentOf } from "../text/comment.ts";
import { complaintOf } from "../text/complaint.ts";
import { praiseFor } from "../text/praise.ts";
import type { Chunk, Filled } from "./chunk.ts";
import { submissionOf, tenureBand } from "./submission.ts";

/** Complaints that came by themselves: about the problems that hurt most, as often as they hurt. */
export function fillComplaints(company: Company, chunk: Chunk, texts: boolean): Filled {
  const drawProblem = byShare(company.problems.map((item) => ({ item, share: weightOfComplaint(item) })));
  return fillWritten(company, chunk, (draw, customer) => {
    const problem = drawProblem(draw);
    const handling = starsOf(-0.4 + draw.normal());
    const text = texts ? complaintOf(draw, { language: customer.language, problem: problem.key }) : "–";
    const unit = draw.chance(0.6) ? customer.homeBranch.code : null;
    return {
      answers: { topic: problem.key, complaint: text, ...(draw.chance(0.35) && { handling }) },
      context: {
        channel: draw.pick(["email", "web form", "phone", "letter"]),
        product: customer.product,
        segment: customer.segment,
        ...(unit !== null && { unit }),
      },
      attributes: { tenure: tenureBand(customer.tenureYears) },
      person: { kind: "crm", value: customer.crm },
    };
  });
}

/** Stars and words that people left in public. Nobody knows who they are. */
export function fillReviews(company: Company, chunk: Chunk, texts: boolean): Filled {
  return fillWritten(company, chunk, (draw, customer) => {
    const problem = draw.chance(0.55) ? draw.pick(company.problems) : null;
    const satisfaction = 0.35 + draw.normal() * 1.2 - (problem?.effect ?? 0);
    const score = answerOf(satisfaction);
    const isApp = draw.chance(0.5);
    const text = texts
      ? commentOf(draw, {
          language: customer.language,
          score,
          problems: problem === null ? [] : [problem.key],
          praise: praiseFor(isApp ? "app" : "visit", draw),
          minutes: 10 + draw.int(50),
          person: null,
        })
      : "–";
    return {
      answers: { stars: starsOf(satisfaction), review: text },
      context: isApp
        ? { channel: "app store", touchpoint: "OV-T-APP" }
        : { channel: "maps", touchpoint: "OV-T-VISIT", unit: customer.homeBranch.code },
      attributes: {},
    };
  });
}

function weightOfComplaint({ prevalence, effect }: Problem): number {
  const often = Object.values(prevalence).reduce((sum, share) => sum + share, 0);
  return often * effect ** 2;
}

type Written = Pick<Submission, "answers" | "context" | "attributes"> & Partial<Pick<Submission, "person">>;

function fillWritten(company: Company, chunk: Chunk, write: (draw: Draw, customer: Customer) => Written): Filled {
  const tally = createTally();
  const month = company.months[chunk.month];
  if (month === undefined) return { submissions: [], counts: tally.counts };
  const submissions = Array.from({ length: chunk.contacts }, (_, number) => {
    const draw = drawOf(company.seed, chunk.source, chunk.month, chunk.part, number);
    const customer = company.customerAt(draw.int(company.customers));
    const zone = customer.homeBranch.timeZone;
    const { day } = draw.pick(month.days);
    const answeredAt = company.moment(day, 420 + draw.int(960), zone);
    const written = write(draw, customer);
    return submissionOf(
      company,
      { source: chunk.source, id: `${chunk.key}.${number}` },
      { answeredAt, timeZone: zone, language: customer.language, ...written },
    );
  });
  return { submissions, counts: tally.counts };
}
