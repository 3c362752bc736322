import { netOf } from "../model/score.ts";
import type { Draw } from "../random.ts";
import { write } from "./grammar.ts";
import { speech } from "./languages.ts";
import { asTyped, sentence } from "./noise.ts";

/** What an employee writes in the pulse; nobody is named. */
export function staffComment(draw: Draw, language: "ru" | "uk" | "en", score: number): string {
  const { staff } = speech[language];
  const net = netOf(score);
  const templates = staff[net === 1 ? "high" : net === 0 ? "middle" : "low"];
  const isWoman = draw.chance(0.5);
  const parts = [...new Set([draw.pick(templates), ...(draw.chance(0.3) ? [draw.pick(templates)] : [])])];
  const text = parts.map((template) => sentence(write(template, draw, { isWoman, slots: {} }))).join(" ");
  return asTyped(draw, text, { language, isAngry: net === -1 });
}
