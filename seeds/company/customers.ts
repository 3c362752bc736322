import { byShare, drawOf, type Weighted } from "../random.ts";
import type { Unit } from "./units.ts";

/** Who a customer is, as far as satisfaction and words depend on it. */
export type SegmentKey = "youth" | "mass" | "family" | "premium" | "business";

/** The languages of comments. */
export type TextLanguage = "uk" | "ru" | "en";

/** One customer, known by a number from 0; made when asked for, never kept. */
export interface Customer {
  readonly number: number;
  /** As the customer file knows them: `OV-C0000001`. */
  readonly crm: string;
  readonly segment: SegmentKey;
  /** What they use most: code of a product. */
  readonly product: string;
  readonly language: TextLanguage;
  readonly homeBranch: Unit;
  readonly tenureYears: number;
  /** A month, in euro. */
  readonly revenue: number;
  /** How satisfied this person is with anything, in units of the latent scale. */
  readonly leaning: number;
}

/** The segments with their share, what they lean to, and what they pay on average. */
export const segments: readonly (Weighted<SegmentKey> & { readonly leaning: number; readonly revenue: number })[] = [
  { item: "youth", share: 0.2, leaning: -0.5, revenue: 9 },
  { item: "mass", share: 0.42, leaning: 0, revenue: 14 },
  { item: "family", share: 0.2, leaning: 0.22, revenue: 27 },
  { item: "premium", share: 0.1, leaning: 0.34, revenue: 61 },
  { item: "business", share: 0.08, leaning: -0.12, revenue: 118 },
];

/** Products with their names; the two mobile tariffs are those of the paradox. */
export const products = [
  ["OV-P-CLASSIC", "Mobile tariff Classic"],
  ["OV-P-FLOW", "Mobile tariff Flow"],
  ["OV-P-FIBRE", "Home internet Fibre"],
  ["OV-P-TV", "Orvela TV"],
  ["OV-P-CARD", "Debit card"],
  ["OV-P-CREDIT", "Credit card"],
  ["OV-P-LOAN", "Personal loan"],
  ["OV-P-DEPOSIT", "Deposit"],
  ["OV-P-BIZ", "Business account"],
] as const;

export type ProductCode = (typeof products)[number][0];

const uses: Readonly<
  Record<SegmentKey, (draw: Parameters<ReturnType<typeof byShare<ProductCode>>>[0]) => ProductCode>
> = {
  youth: shares({ "OV-P-FLOW": 60, "OV-P-CLASSIC": 8, "OV-P-CARD": 20, "OV-P-FIBRE": 6, "OV-P-CREDIT": 6 }),
  mass: shares({
    "OV-P-CLASSIC": 42,
    "OV-P-FLOW": 12,
    "OV-P-CARD": 18,
    "OV-P-FIBRE": 12,
    "OV-P-LOAN": 8,
    "OV-P-TV": 8,
  }),
  family: shares({
    "OV-P-CLASSIC": 38,
    "OV-P-FLOW": 5,
    "OV-P-FIBRE": 25,
    "OV-P-TV": 14,
    "OV-P-CARD": 10,
    "OV-P-LOAN": 8,
  }),
  premium: shares({ "OV-P-CLASSIC": 34, "OV-P-FLOW": 4, "OV-P-DEPOSIT": 28, "OV-P-CREDIT": 22, "OV-P-CARD": 12 }),
  business: shares({ "OV-P-BIZ": 70, "OV-P-CLASSIC": 20, "OV-P-CREDIT": 10 }),
};

function shares(of: Partial<Record<ProductCode, number>>) {
  return byShare(Object.entries(of).map(([item, share]) => ({ item: item as ProductCode, share })));
}

const drawSegment = byShare(segments);
const leaningOf = new Map(segments.map(({ item, leaning }) => [item, leaning]));
const revenueOf = new Map(segments.map(({ item, revenue }) => [item, revenue]));

const speech: Readonly<Record<string, (draw: Parameters<typeof drawSegment>[0]) => TextLanguage>> = {
  "Europe/Kyiv": byShare([
    { item: "uk", share: 62 },
    { item: "ru", share: 34 },
    { item: "en", share: 4 },
  ]),
  "Europe/Chisinau": byShare([
    { item: "uk", share: 10 },
    { item: "ru", share: 75 },
    { item: "en", share: 15 },
  ]),
  "Europe/Warsaw": byShare([
    { item: "uk", share: 34 },
    { item: "ru", share: 12 },
    { item: "en", share: 54 },
  ]),
  "Asia/Almaty": byShare([
    { item: "uk", share: 1 },
    { item: "ru", share: 84 },
    { item: "en", share: 15 },
  ]),
};

/** Makes customers by number. */
export function createCustomers(seed: number, branches: readonly Unit[]): (number: number) => Customer {
  const drawBranch = byShare(branches.map((item) => ({ item, share: item.size })));
  return (number) => {
    const draw = drawOf(seed, "customer", number);
    const segment = drawSegment(draw);
    const homeBranch = drawBranch(draw);
    const speak = speech[homeBranch.timeZone] ?? speech["Asia/Almaty"];
    return {
      number,
      crm: `OV-C${String(number + 1).padStart(7, "0")}`,
      segment,
      product: uses[segment](draw),
      language: speak?.(draw) ?? "ru",
      homeBranch,
      tenureYears: Math.round(Math.min(18, -Math.log(1 - draw.next()) * (segment === "youth" ? 2 : 5)) * 10) / 10,
      revenue: Math.round((revenueOf.get(segment) ?? 10) * Math.exp(draw.normal() * 0.45)),
      leaning: (leaningOf.get(segment) ?? 0) + draw.normal() * 0.45,
    };
  };
}
