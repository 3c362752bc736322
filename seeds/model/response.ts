import { netOf } from "./score.ts";

/** How somebody is asked. */
export type AskedBy = "mail" | "sms" | "app" | "phone";

/** Share of those asked who answer, by how they felt: detractors answer least by mail. */
const rates: Readonly<Record<AskedBy, Readonly<Record<-1 | 0 | 1, number>>>> = {
  mail: { [-1]: 0.15, 0: 0.22, 1: 0.31 },
  sms: { [-1]: 0.27, 0: 0.25, 1: 0.28 },
  app: { [-1]: 0.34, 0: 0.27, 1: 0.36 },
  phone: { [-1]: 0.4, 0: 0.4, 1: 0.4 },
};

/** The known probability that somebody with this answer gives it, when asked this way. */
export function responseRate(by: AskedBy, score: number): number {
  return rates[by][netOf(score)];
}

/** The table itself, for the page of truths. */
export const responseRates = rates;

/**
 * The weight that repairs it: one over the probability to answer, as a follow-up of those who kept silent tells it
 * (Hansen and Hurwitz 1946), brought near to 1. Weighted answers stand for everybody who was asked.
 */
export function weightOf(by: AskedBy, score: number): number {
  return Math.round((0.25 / responseRate(by, score)) * 10_000) / 10_000;
}
