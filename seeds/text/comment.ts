import type { TextLanguage } from "../company/customers.ts";
import { netOf } from "../model/score.ts";
import type { Draw } from "../random.ts";
import { write } from "./grammar.ts";
import { speech, type Speech } from "./languages.ts";
import { asTyped, sentence } from "./noise.ts";
import { slotsOf, type Mentions } from "./slots.ts";

/** What a comment is about. */
export interface CommentWish extends Mentions {
  readonly language: TextLanguage;
  readonly score: number;
  /** Keys of what happened. */
  readonly problems: readonly string[];
  /** Theme of what would be praised. */
  readonly praise: string;
}

type Tone = "low" | "middle" | "high";

/** A comment as a person of this score would write it; one in thirty is out of tune with the score. */
export function commentOf(draw: Draw, wish: CommentWish): string {
  const net = draw.chance(0.03) ? 0 : netOf(wish.score);
  const tone = net === 1 ? "high" : net === 0 ? "middle" : "low";
  const { frames } = speech[wish.language];
  const isWoman = draw.chance(0.56);
  const slots = slotsOf(draw, wish.language, wish);
  const say = (templates: readonly string[]) => write(draw.pick(templates), draw, { isWoman, slots });

  const parts = draw.chance(0.16) ? [say(frames.short[tone])] : sentencesOf(draw, wish, { tone, say });
  if (draw.chance(0.012)) parts.push(say(frames.person));
  if (draw.chance(0.04)) parts.push(draw.pick(borrowed[wish.language]));
  return asTyped(draw, parts.map(sentence).join(" "), { language: wish.language, isAngry: tone === "low" });
}

/** Words of the neighbouring languages that slip in. */
const borrowed: Readonly<Record<TextLanguage, readonly string[]>> = {
  uk: ["короче жесть", "сервіс on top", "no comments", "ну такоє", "капець"],
  ru: ["дякую", "щиро дякую", "сервис зачёт", "no comments", "fail", "рахмет"],
  en: ["dziękuję", "дякую", "sorry for my English", "спасибо"],
};

interface Saying {
  readonly tone: Tone;
  readonly say: (templates: readonly string[]) => string;
}

function sentencesOf(draw: Draw, wish: CommentWish, { tone, say }: Saying): string[] {
  const { frames, problems, praise } = speech[wish.language];
  const happened = wish.problems.flatMap((key) => problems[key] ?? []);
  const told = () => opened(draw, say(happened), say(frames.openers));
  if (tone === "high")
    return highSentences(draw, { told: happened.length > 0 && draw.chance(0.25) ? told() : null, wish, say });
  if (happened.length === 0)
    return emptyHanded(draw, { tone, say, frames, praise: praise[wish.praise] ?? frames.nothing });
  return grievance(draw, wish, { tone, say, told: told(), happened });
}

function grievance(
  draw: Draw,
  { language, problems }: CommentWish,
  { tone, say, told, happened }: Saying & { readonly told: string; readonly happened: readonly string[] },
): string[] {
  const { frames } = speech[language];
  const isWaiting = problems.some((key) => waits.has(key));
  if (tone === "low" && isWaiting && draw.chance(0.09)) return [say(frames.sarcasm)];
  const sentences = [told];
  if (problems.length > 1 && draw.chance(0.45)) sentences.push(say(happened));
  if (draw.chance(tone === "low" ? 0.5 : 0.15)) sentences.push(say(frames.after));
  if (tone === "middle" && draw.chance(0.6)) sentences.push(say(frames.but));
  return [...new Set(sentences)];
}

const waits: ReadonlySet<string> = new Set(["branch_wait", "hold_time", "slow_chat", "few_counters"]);

function opened(draw: Draw, told: string, opener: string): string {
  return draw.chance(0.3) ? `${opener} ${told}` : told;
}

function highSentences(
  draw: Draw,
  { told, wish, say }: { told: string | null; wish: CommentWish; say: Saying["say"] },
): string[] {
  const { frames, praise } = speech[wish.language];
  const first = say(praise[wish.praise] ?? frames.short.high);
  const more = draw.chance(0.25) ? [say(draw.pick(Object.values(praise)))] : [];
  const thanks = draw.chance(0.4) ? [say(frames.thanks)] : [];
  return [...new Set([first, ...more, ...(told === null ? [] : [told]), ...thanks])];
}

function emptyHanded(
  draw: Draw,
  { tone, say, frames, praise }: Saying & { readonly frames: Speech["frames"]; readonly praise: readonly string[] },
): string[] {
  if (tone === "low")
    return [
      say(draw.chance(0.5) ? frames.after : frames.short.low),
      ...(draw.chance(0.4) ? [say(frames.nothing)] : []),
    ];
  return draw.chance(0.5) ? [say(frames.nothing)] : [say(praise), say(frames.but)];
}
