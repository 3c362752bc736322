import type { MeasureKind } from "#feature/facts/contract";

import type { Alert, Finding, MovedFinding, Tolerance, Value } from "./contract.ts";

/** Words of the product in one language. */
export type Words = (key: string, params?: Record<string, unknown>) => string;

/** How a screen or a mail speaks. */
export interface Speech {
  readonly t: Words;
  readonly language: string;
  /** `NPS · relationship`, or the question. */
  readonly measure: (ref: string) => string;
  readonly value: (dimension: string, value: string, name: string) => string;
}

/** An alert in words: what it is about, what happened, and the figures that say how sure that is. */
export interface Said {
  readonly about: string;
  readonly what: string;
  readonly detail: string;
}

/** Says what was found, the same on the screen, by the bell and in a mail. */
export function sayFinding({ finding, onset }: Pick<Alert, "finding" | "onset">, speech: Speech): Said {
  switch (finding.type) {
    case "moved":
      return sayMoved(finding, onset, speech);
    case "silent":
      return {
        about: aboutOf(finding, speech),
        what: speech.t("say.silent", { since: day(finding.since, speech) }),
        detail: speech.t("say.silentDetail", { count: finding.days, expected: whole(finding.expected, speech) }),
      };
    case "below-rest":
      return sayBelowRest(finding, speech);
    case "answer":
      return sayAnswer(finding, speech);
    case "more-answers":
      return {
        about: speech.t("say.answers"),
        what: speech.t("say.more", { count: finding.count }),
        detail: day(finding.day, speech),
      };
    case "focus":
      return sayFocus(finding, speech);
    case "target":
      return sayTarget(finding, speech);
  }
}

/** The kind that a measure's name begins with. */
export function kindOf(measure: string): MeasureKind {
  return measure.split(":")[0] as MeasureKind;
}

function sayMoved(finding: MovedFinding, onset: string, speech: Speech): Said {
  const { kind, move, before, after, difference, step, isNew } = finding;
  const unit = kind === "measure" ? kindOf(finding.subject.measure) : kind;
  const known = before !== null && after !== null;
  const verb = isNew ? "say.new" : `say.${kind === "measure" ? "" : `${kind}-`}${known ? move : `${move}-hidden`}`;
  const what = speech.t(verb, {
    before: before === null ? "" : figure(unit, before, speech),
    after: after === null ? "" : figure(unit, after, speech),
    step: speech.t(`say.per-${step}`),
  });
  const change =
    difference === null
      ? ""
      : speech.t("say.change", {
          by: signed(unit, difference.value, speech),
          low: signed(unit, difference.low, speech),
          high: signed(unit, difference.high, speech),
        });
  const n = known ? speech.t("say.n", { after: whole(after.n, speech), before: whole(before.n, speech) }) : "";
  const since = speech.t("say.since", { day: day(onset, speech) });
  return { about: aboutOf(finding, speech), what, detail: [since, change, n].filter(Boolean).join(" · ") };
}

function sayBelowRest(finding: Extract<Finding, { type: "below-rest" }>, speech: Speech): Said {
  const kind = kindOf(finding.subject.measure);
  const { figure: own, difference, days, tested } = finding;
  const change = speech.t("say.change", {
    by: signed(kind, difference.value, speech),
    low: signed(kind, difference.low, speech),
    high: signed(kind, difference.high, speech),
  });
  return {
    about: aboutOf(finding, speech),
    what: speech.t("say.belowRest", {
      value: figure(kind, own, speech),
      rest: amount(kind, own.value - difference.value, speech),
    }),
    detail: [
      change,
      `n ${whole(own.n, speech)}`,
      speech.t("say.belowRestDetail", { count: days }),
      speech.t("say.compared", { count: tested }),
    ].join(" · "),
  };
}

function sayAnswer(finding: Extract<Finding, { type: "answer" }>, speech: Speech): Said {
  const { measure, score, unit, account } = finding;
  const where = [account, unit].filter(Boolean).join(" · ");
  return {
    about: where === "" ? speech.t("say.answers") : where,
    what: speech.t("say.answer"),
    detail: measure === null || score === null ? "" : `${speech.measure(measure)}: ${whole(score, speech)}`,
  };
}

function sayFocus(finding: Extract<Finding, { type: "focus" }>, speech: Speech): Said {
  const { what, problem, lift, measure, louder, days, impactRank, noiseRank } = finding;
  const kind = kindOf(measure);
  const worth = speech.t(`say.focusWorth-${kind === "nps" || kind === "enps" ? "points" : "percent"}`, {
    value: tenths(lift.value, speech),
    low: tenths(lift.low, speech),
    high: tenths(lift.high, speech),
  });
  const names = louder.map(({ name }) => speech.t("say.quoted", { name })).join(", ");
  const ranks = noiseRank === null ? "say.focusUnheard" : "say.focusRanks";
  return {
    about: `${problem.name} · ${speech.measure(measure)}`,
    what: speech.t(`say.focus-${what}`, { count: days, names }),
    detail: [worth, `n ${whole(lift.n, speech)}`, speech.t(ranks, { impact: impactRank, noise: noiseRank ?? 0 })].join(
      " · ",
    ),
  };
}

/** One decimal: lifts are small numbers. */
function tenths(value: number, { language }: Speech): string {
  const format = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  return minus(new Intl.NumberFormat(language, format).format(value));
}

function sayTarget(finding: Extract<Finding, { type: "target" }>, speech: Speech): Said {
  const kind = kindOf(finding.measure);
  const name = speech.measure(finding.measure);
  return {
    about: finding.unitName === "" ? name : `${finding.unitName} · ${name}`,
    what: speech.t(`say.target-${finding.what}`, {
      month: monthName(finding.month, speech),
      target: amount(kind, finding.target, speech),
      value: finding.figure === null ? "" : figure(kind, finding.figure, speech),
      count: Math.max(1, Math.round(finding.months ?? 0)),
      months: Math.round(finding.months ?? 0),
    }),
    detail: finding.figure === null ? "" : withInterval(kind, finding.figure, speech),
  };
}

function aboutOf({ subject }: Extract<Finding, { type: "moved" | "silent" | "below-rest" }>, speech: Speech): string {
  const name = speech.measure(subject.measure);
  if (subject.dimension === null) return name;
  return `${speech.value(subject.dimension, subject.value, subject.name)} · ${name}`;
}

/** Shares in whole per cent, scores whole, volumes whole, means with one decimal. */
type Unit = MeasureKind | "share" | "volume";

function figure(unit: Unit, { value, low, high }: Value, speech: Speech): string {
  return amount(unit, value, speech, high - low);
}

function withInterval(unit: Unit, value: Value, speech: Speech): string {
  const [low, high] = [amount(unit, value.low, speech), amount(unit, value.high, speech)];
  return `${figure(unit, value, speech)} (${speech.t("web:figure.interval", { low, high })}), n ${whole(value.n, speech)}`;
}

/** A value of this unit as its reader expects it. */
export function amount(unit: Unit, value: number, { language }: Pick<Speech, "language">, width = 1): string {
  if (unit === "share" || unit === "csat") {
    const digits = unit === "share" && Math.abs(value) < 10 ? 1 : 0;
    return minus(
      new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: digits }).format(value / 100),
    );
  }
  const digits = unit === "nps" || unit === "enps" ? 0 : unit === "volume" ? (value < 10 ? 1 : 0) : width < 0.1 ? 2 : 1;
  const shown = Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value;
  return minus(
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(shown),
  );
}

/** A difference with its sign; of shares in percentage points. */
function signed(unit: Unit, value: number, { language }: Speech): string {
  const isSmall = (unit === "share" || unit === "volume") && Math.abs(value) < 10;
  const isWhole = ["nps", "enps", "csat", "share", "volume"].includes(unit) && !isSmall;
  const format = { maximumFractionDigits: isWhole ? 0 : 1, signDisplay: "exceptZero" } as const;
  return minus(new Intl.NumberFormat(language, format).format(value));
}

function whole(value: number, { language }: Speech): string {
  return minus(
    new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 && value % 1 !== 0 ? 1 : 0 }).format(value),
  );
}

function minus(text: string): string {
  return text.replace("-", "−");
}

function day(of: string, { language }: Speech): string {
  const format = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(language, format).format(new Date(`${of}T00:00:00Z`));
}

/** `March 2026`. */
export function monthName(month: string, { language }: Pick<Speech, "language">): string {
  const format = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(language, format).format(new Date(`${month.slice(0, 7)}-01T00:00:00Z`));
}

/**
 * The tolerance that a measure begins with (R137): 5 % of the target where the unit has a zero (per cent, times, amounts);
 * 5 points for recommendation, whose zero is a matter of who is more; a twentieth of the span for means of scales.
 */
export function usualTolerance(kind: string, scale: { readonly from: number; readonly to: number } | null): Tolerance {
  if (kind === "nps" || kind === "enps") return { kind: "absolute", amount: 5 };
  if (kind === "csat" || kind === "number") return { kind: "relative", percent: 5 };
  return { kind: "absolute", amount: scale === null ? 0.2 : (scale.to - scale.from) / 20 };
}
