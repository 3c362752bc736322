import type { TextLanguage } from "../company/customers.ts";
import { drawOf } from "../random.ts";
import { write, type Blocks } from "./grammar.ts";
import { speech } from "./languages.ts";
import { asTyped, sentence } from "./noise.ts";
import { slotsOf } from "./slots.ts";

/** Texts by what they are of: keys of problems, themes of praise. */
export interface Sayings {
  readonly problems: Readonly<Record<string, readonly string[]>>;
  readonly praise: Readonly<Record<string, readonly string[]>>;
}

/** What people say of one matter at a time, with their slips of the finger, `count` texts of each: truth for coders. */
export function sayingsOf(seed: number, language: TextLanguage, count: number): Sayings {
  const { problems, praise } = speech[language];
  const said = (blocks: Blocks) =>
    Object.fromEntries(Object.entries(blocks).map(([key, templates]) => [key, texts(key, templates)]));
  const texts = (key: string, templates: readonly string[]) => {
    const draw = drawOf(seed, "sayings", language, key);
    return Array.from({ length: count }, () => {
      const slots = slotsOf(draw, language, { minutes: 30, person: null });
      const text = write(draw.pick(templates), draw, { isWoman: draw.chance(0.5), slots });
      return asTyped(draw, sentence(text), { language, isAngry: false });
    });
  };
  return { problems: said(problems), praise: said(praise) };
}
