import type { Submission } from "#feature/answers/contract";

import type { Company } from "../company.ts";
import { createContacts, type Contact } from "../model/contact.ts";
import type { StreamKey } from "../model/problems.ts";
import { responseRate, weightOf, type AskedBy } from "../model/response.ts";
import { answerOf, easeOf, netOf, starsOf } from "../model/score.ts";
import { createTally, type Tally } from "../model/tally.ts";
import { drawOf, type Draw } from "../random.ts";
import { commentOf } from "../text/comment.ts";
import { praiseFor } from "../text/praise.ts";
import type { Chunk, Filled } from "./chunk.ts";
import { submissionOf, tenureBand, waitBand } from "./submission.ts";

/** What is the same for a whole chunk. */
interface Work {
  readonly company: Company;
  readonly chunk: Chunk;
  readonly stream: StreamKey;
  readonly texts: boolean;
}

/** Contacts of customers, who of them is asked how, who answers, and what. */
export function fillCustomers(
  company: Company,
  chunk: Chunk,
  { stream, texts }: Pick<Work, "stream" | "texts">,
): Filled {
  const draw = drawOf(company.seed, chunk.source, chunk.month, chunk.part);
  const contactIn = createContacts(company, stream);
  const tally = createTally();
  const month = company.months[chunk.month];
  const submissions: Submission[] = [];
  if (month === undefined) return { submissions, counts: tally.counts };

  for (let number = 0; number < chunk.contacts; number += 1) {
    const contact = contactIn(month, draw);
    const by = askedBy(stream, draw);
    const answers = draw.chance(responseRate(by, contact.score));
    countContact(tally, company, contact);
    if (!answers) continue;
    const weight = stream === "relational" ? weightOf(by, contact.score) : 1;
    countAnswer(tally, contact, weight);
    submissions.push(answerTo({ company, chunk, stream, texts }, contact, { by, number, weight }));
  }
  return { submissions, counts: tally.counts };
}

function askedBy(stream: StreamKey, draw: Draw): AskedBy {
  if (stream === "chat" || stream === "app") return "app";
  const mail = { relational: 0.75, visit: 0.4, call: 0.2 }[stream];
  return draw.chance(mail) ? "mail" : "sms";
}

/** The population as it is, and as it would be without each problem and without each initiative. */
function countContact(tally: Tally, { effects }: Company, contact: Contact): void {
  const { stream, score, satisfaction, unit, month, customer, problems } = contact;
  tally.add(`population|${stream}`, score);
  tally.add(`population|${stream}|month|${month.name}`, score);
  if (unit !== null) tally.add(`population|${stream}|unit|${unit.code}`, score);
  for (const { key, effect } of problems) {
    tally.add(`with|${stream}|${key}`, score);
    tally.add(`without|${stream}|${key}`, answerOf(satisfaction + effect));
  }
  if (stream === "relational") {
    tally.add(`product|${customer.product}`, score);
    tally.add(`product|${customer.product}|${customer.segment}`, score);
  }
  if (stream !== "visit" || unit === null) return;
  for (const { key, unitCodes, fromMonth, effect } of effects.initiatives) {
    if (month.index < fromMonth || !unitCodes.includes(unit.code)) continue;
    tally.add(`initiative|${key}`, score);
    tally.add(`initiative-without|${key}`, answerOf(satisfaction - effect));
  }
}

function countAnswer(tally: Tally, { stream, score, unit, month }: Contact, weight: number): void {
  tally.add(`observed|${stream}`, score);
  tally.add(`observed|${stream}|month|${month.name}`, score);
  if (unit !== null) tally.add(`observed|${stream}|unit|${unit.code}`, score);
  if (stream === "relational") tally.add(`weighted|${stream}`, score, weight);
}

const channels: Readonly<Record<AskedBy, string>> = { mail: "email", sms: "sms", app: "in-app", phone: "phone" };

function answerTo(
  { company, chunk, texts }: Work,
  contact: Contact,
  { by, number, weight }: { readonly by: AskedBy; readonly number: number; readonly weight: number },
): Submission {
  const { customer, unit, day, minute } = contact;
  const draw = drawOf(company.seed, "answer", chunk.source, chunk.month, chunk.part, number);
  const zone = unit?.timeZone ?? customer.homeBranch.timeZone;
  const waited = waitOf(contact, draw);
  const answers = answersOf(contact, draw);
  const comment = texts ? textOf(contact, draw, waited) : null;
  return submissionOf(
    company,
    { source: chunk.source, id: `${chunk.key}.${number}` },
    {
      answers: comment === null ? answers : { ...answers, comment },
      answeredAt: company.moment(day, Math.min(1430, minute + 4 + draw.int(150)), zone),
      timeZone: zone,
      language: customer.language,
      person: { kind: "crm", value: customer.crm },
      ...(weight !== 1 && { weight }),
      context: contextOf(contact, by),
      attributes: attributesOf(contact, waited, draw),
    },
  );
}

function contextOf({ stream, customer, unit, employee }: Contact, by: AskedBy): Submission["context"] {
  return {
    channel: channels[by],
    segment: customer.segment,
    product: customer.product,
    touchpoint: `OV-T-${stream.toUpperCase()}`,
    ...(unit !== null && { unit: unit.code }),
    ...(employee !== null && { employee: employee.code }),
  };
}

function attributesOf(
  { stream, customer, month, problems }: Contact,
  waited: number,
  draw: Draw,
): Submission["attributes"] {
  const tenure = tenureBand(customer.tenureYears);
  if (stream === "relational") return { tenure, wave: month.name };
  if (stream === "visit") return { tenure, wait: waitBand(waited) };
  if (stream !== "call") return { tenure };
  const wasPassedOn = problems.some(({ key }) => key === "transfers");
  const several = draw.chance(0.3) ? "2 or more" : "1";
  return { tenure, wait: waitBand(waited), transfers: wasPassedOn ? several : "0" };
}

/** Minutes: about an exponential, three times as long where waiting was the problem. */
function waitOf({ problems }: Contact, draw: Draw): number {
  const isLong = problems.some(({ key }) => key === "branch_wait" || key === "hold_time");
  const minutes = -Math.log(1 - draw.next()) * (isLong ? 14 : 5) + (isLong ? 10 : 1);
  return Math.round(Math.min(95, minutes));
}

function answersOf(contact: Contact, draw: Draw): Submission["answers"] {
  const { stream, score, problems } = contact;
  const reasons = reasonsOf(contact, draw);
  const isContact = stream !== "relational" && stream !== "app";
  return {
    score,
    ...(reasons.length > 0 && { reasons }),
    ...ratingsOf(contact, draw),
    ...(isContact && {
      resolved: resolvedOf(
        problems.some(({ key }) => key === "not_solved"),
        draw,
      ),
    }),
  };
}

/** Ratings of a part of the experience: near the satisfaction as a whole, and lower where a problem lay in that part. */
function ratingsOf({ stream, satisfaction, problems }: Contact, draw: Draw): Submission["answers"] {
  const near = (keys: readonly string[], less: number, more: number) =>
    satisfaction + (problems.some(({ key }) => keys.includes(key)) ? -less : more) + draw.normal() * 0.7;
  switch (stream) {
    case "relational":
      return {
        price: starsOf(near(["price_rise", "hidden_fees"], 1, 0.1)),
        network: starsOf(near(["coverage", "slow_internet"], 1, 0.1)),
        service: starsOf(near(["rude_staff", "hold_time", "branch_wait"], 1, 0.1)),
      };
    case "visit":
      return { waiting: starsOf(near(["branch_wait", "few_counters"], 1.1, 0.3)) };
    case "chat":
      return { satisfaction: starsOf(near([], 0, 0)) };
    case "call":
    case "app":
      return { ease: easeOf(near(["transfers", "phone_menu", "hard_to_find"], 0.6, 0)) };
  }
}

function resolvedOf(isOpen: boolean, draw: Draw): string {
  if (isOpen) return draw.chance(0.7) ? "no" : "partly";
  if (draw.chance(0.9)) return "yes";
  return draw.chance(0.7) ? "partly" : "no";
}

/** What somebody ticks: 85 % of what happened to them, and now and then something else. */
function reasonsOf({ stream, score, problems }: Contact, draw: Draw): string[] {
  if (score > 8) return [];
  const told = problems.filter(() => draw.chance(0.85)).map(({ key }) => key);
  const others = otherReasons[stream];
  if (draw.chance(0.03) && others.length > 0) told.push(draw.pick(others));
  return [...new Set(told)];
}

const otherReasons: Readonly<Record<StreamKey, readonly string[]>> = {
  relational: ["spam_offers", "price_rise", "coverage"],
  visit: ["few_counters", "opening_hours", "branch_wait"],
  call: ["phone_menu", "hold_time"],
  chat: ["canned_reply", "slow_chat"],
  app: ["hard_to_find"],
};

/** Whoever is angry or delighted writes most. */
const shareWithText: Readonly<Record<-1 | 0 | 1, number>> = { [-1]: 0.52, 0: 0.24, 1: 0.3 };

function textOf({ stream, customer, problems, score, employee }: Contact, draw: Draw, minutes: number): string | null {
  const net = netOf(score);
  if (!draw.chance(shareWithText[net])) return null;
  return commentOf(draw, {
    language: customer.language,
    score,
    problems: problems.map(({ key }) => key),
    praise: praiseFor(stream, draw),
    minutes,
    person: employee?.name.split(" ")[0] ?? null,
  });
}
