import type { TextLanguage } from "../company/customers.ts";
import type { Draw } from "../random.ts";
import { write } from "./grammar.ts";
import { speech } from "./languages.ts";
import { asTyped, sentence } from "./noise.ts";
import { slotsOf } from "./slots.ts";

/** What a complaint is about. */
export interface ComplaintWish {
  readonly language: TextLanguage;
  readonly problem: string;
}

/** A complaint as it is written to a company: longer than a comment, with what is asked for, often with a name or a number. */
export function complaintOf(draw: Draw, { language, problem }: ComplaintWish): string {
  const { problems, frames, letters } = speech[language];
  const isWoman = draw.chance(0.5);
  const slots = slotsOf(draw, language, { minutes: 20 + draw.int(70), person: null });
  const say = (templates: readonly string[]) => write(draw.pick(templates), draw, { isWoman, slots });
  const told = problems[problem] ?? frames.after;
  const parts = [
    `${say(letters.when)} ${say(told)}`.trim(),
    ...(draw.chance(0.4) ? [say(told)] : []),
    ...(draw.chance(0.5) ? [say(frames.after)] : []),
    say(letters.ask),
  ];
  if (draw.chance(0.35)) parts.push(say(frames.person));
  const greeting = draw.chance(0.6) ? `${say(letters.greeting)}! ` : "";
  return asTyped(draw, greeting + [...new Set(parts)].map(sentence).join(" "), { language, isAngry: true });
}
