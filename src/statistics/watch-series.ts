import { cusumAtRest, cusumStep } from "./cusum.ts";
import { DRIFT_WEIGHT, SHIFT_REFERENCE, type Detector } from "./detector.ts";
import { ewmaAtRest, ewmaStep } from "./ewma.ts";
import type { SeasonPriors, SeriesPoint } from "./level-filter.ts";
import { chooseSeason, createSelfStarting, scaleOf, type JudgedPoint, type SelfStarting } from "./self-starting.ts";

/** How a series is watched. */
export interface WatchOptions {
  readonly detector: Detector;
  /** Which way is told of; a move the other way only begins a new level. */
  readonly direction: "up" | "down" | "both";
  /** Points before the first one is judged; at least 20. */
  readonly baseline?: number;
  /** Points after an alarm that cannot raise another. */
  readonly quiet?: number;
  /** Where new levels begin, as alarms told of before had it. */
  readonly begins?: readonly number[];
}

/** A point of a watched series, in the unit of the values. */
export interface WatchedPoint {
  /** What the points before let expect; null before anything is known. */
  readonly expected: number | null;
  /** The expectation without the calendar. */
  readonly level: number | null;
  readonly sigma: number;
  readonly z: number | null;
  /** What has gathered upwards and downwards, in sigmas; for `leap` the distance itself. */
  readonly up: number;
  readonly down: number;
  readonly overdispersion: number;
  readonly isJudged: boolean;
}

/** Told once for what happened. */
export interface Alarm {
  readonly index: number;
  /** The first point of what is taken to have changed. */
  readonly onset: number;
  /** The first point of the level that was left. */
  readonly levelFrom: number;
  readonly direction: "up" | "down";
}

/** A series with what was expected, and the alarms that it raises, each on what was known at its time. */
export interface WatchedSeries {
  readonly points: readonly WatchedPoint[];
  readonly alarms: readonly Alarm[];
  readonly season: SeasonPriors;
}

/** Points that a baseline needs at the least: methods of control charts ask for 20 to 25. */
export const SHORTEST_BASELINE = 20;
/** Points that a baseline has where nothing else is said. */
export const USUAL_BASELINE = 25;

/** A single point that is out is left out of what is learned; from so many in a row on they are a new level. */
const LEAPS_TO_LEVEL = 4;

/**
 * Goes through a series as if it arrived point by point. A point is judged by those before it: level, calendar and
 * ordinary variation are never estimated from what is judged. After an alarm the level is learned anew, so that one change
 * is told once: from the points after it, since those that raised it were picked by being extreme, and a level learned from
 * them would raise the next alarm by itself. The change is taken to have begun when the sum was last at rest (Page's
 * estimate). Refuses (RangeError) a baseline of fewer than 20 points.
 */
export function watchSeries(points: readonly SeriesPoint[], options: WatchOptions): WatchedSeries {
  const baseline = options.baseline ?? USUAL_BASELINE;
  if (baseline < SHORTEST_BASELINE) throw new RangeError(`a baseline needs ${SHORTEST_BASELINE} points`);
  const course: Course = {
    points,
    begins: new Set(options.begins),
    season: { weekday: 0, month: 0 },
    watched: [],
    alarms: [],
    quietUntil: baseline,
    leaps: 0,
  };
  let judge = createSelfStarting(course.season, scaleOf(points.slice(0, baseline)));
  let gathered = atRest(0);
  for (const [index, point] of points.entries()) {
    if (isTimeToChoose(index, baseline)) {
      course.season = chooseSeason(points.slice(0, index), course.begins);
      judge = learnedUntil(course, index, baseline);
    }
    const followed = step({ course, index, judge, gathered, options }, point);
    if (followed.beginsAt !== null) {
      course.begins.add(followed.beginsAt);
      judge = learnedUntil(course, index + 1, baseline);
    }
    gathered = followed.gathered;
  }
  return { points: course.watched, alarms: course.alarms, season: course.season };
}

interface Course {
  readonly points: readonly SeriesPoint[];
  readonly begins: Set<number>;
  season: SeasonPriors;
  readonly watched: WatchedPoint[];
  readonly alarms: Alarm[];
  quietUntil: number;
  leaps: number;
}

/** What a detector has gathered, and since when in each direction. */
interface Gathered {
  readonly cusum: typeof cusumAtRest;
  readonly ewma: typeof ewmaAtRest;
  readonly since: { readonly up: number; readonly down: number };
}

function atRest(index: number): Gathered {
  return { cusum: cusumAtRest, ewma: ewmaAtRest, since: { up: index, down: index } };
}

interface Turn {
  readonly course: Course;
  readonly index: number;
  readonly judge: SelfStarting;
  readonly gathered: Gathered;
  readonly options: WatchOptions;
}

/** One point: judged, learned from, and what follows from it. */
function step(turn: Turn, point: SeriesPoint): Followed {
  const { course, index, judge, gathered, options } = turn;
  if (course.begins.has(index)) judge.beginLevel();
  const judged = judge.judge(point);
  const isJudged = judged.z !== null && index >= course.quietUntil;
  const after = isJudged ? gather(gathered, judged.z ?? 0, { index, detector: options.detector }) : null;
  course.watched.push(watchedPoint(judged, isJudged, sumsOf(after?.gathered ?? gathered, options.detector, judged.z)));

  if (options.detector.kind === "leap") return leapt(turn, point, after?.alarm ?? null);
  judge.learn(point);
  if (after === null) return { gathered: atRest(index + 1), beginsAt: null };
  if (after.alarm === null) return { gathered: after.gathered, beginsAt: null };
  tell(course, { index, onset: after.gathered.since[after.alarm], direction: after.alarm }, options);
  return { gathered: atRest(index + 1), beginsAt: index + 1 };
}

/** What has gathered after a point, and where a new level begins because of it. */
interface Followed {
  readonly gathered: Gathered;
  readonly beginsAt: number | null;
}

function watchedPoint(judged: JudgedPoint, isJudged: boolean, sums: { up: number; down: number }): WatchedPoint {
  const { expected, z, sigma, overdispersion } = judged;
  return {
    expected: expected.isKnown ? expected.value : null,
    level: expected.isKnown ? expected.level : null,
    sigma,
    z,
    ...(isJudged ? sums : { up: 0, down: 0 }),
    overdispersion,
    isJudged,
  };
}

/** What is out by itself teaches nothing; several in a row are a new level. */
function leapt(
  { course, index, judge, gathered, options }: Turn,
  point: SeriesPoint,
  alarm: Alarm["direction"] | null,
) {
  if (alarm === null) {
    course.leaps = 0;
    judge.learn(point);
    return { gathered, beginsAt: null };
  }
  course.leaps += 1;
  if (course.leaps === 1) tell(course, { index, onset: index, direction: alarm }, options);
  if (course.leaps < LEAPS_TO_LEVEL) return { gathered, beginsAt: null };
  course.leaps = 0;
  return { gathered, beginsAt: index - LEAPS_TO_LEVEL + 1 };
}

function tell(course: Course, found: Omit<Alarm, "levelFrom">, { direction, quiet = 0, detector }: WatchOptions): void {
  const levelFrom = Math.max(0, ...[...course.begins].filter((begin) => begin <= found.onset));
  const alarm = { ...found, levelFrom };
  const last = course.alarms.at(-1);
  const isQuiet = last !== undefined && alarm.index - last.index <= quiet;
  if ((direction === "both" || direction === alarm.direction) && !isQuiet) course.alarms.push(alarm);
  if (detector.kind !== "leap") course.quietUntil = alarm.index + 1 + quiet;
}

function gather(before: Gathered, z: number, { index, detector }: { index: number; detector: Detector }) {
  if (detector.kind === "leap") {
    const alarm = Math.abs(z) <= detector.limit ? null : z > 0 ? ("up" as const) : ("down" as const);
    return { gathered: before, alarm };
  }
  const cusum = cusumStep(before.cusum, z, { k: SHIFT_REFERENCE, h: detector.limit });
  const ewma = ewmaStep(before.ewma, z, { lambda: DRIFT_WEIGHT, limit: detector.limit });
  const rests = detector.kind === "shift" ? { up: cusum.up, down: cusum.down } : { up: ewma.mean, down: -ewma.mean };
  const since = {
    up: rests.up <= 0 ? index + 1 : before.since.up,
    down: rests.down <= 0 ? index + 1 : before.since.down,
  };
  return { gathered: { cusum, ewma, since }, alarm: detector.kind === "shift" ? cusum.alarm : ewma.alarm };
}

/** In the same unit as the detector's limit. */
function sumsOf({ cusum, ewma }: Gathered, { kind, limit }: Detector, z: number | null): { up: number; down: number } {
  if (kind === "leap") return { up: Math.max(0, z ?? 0), down: Math.max(0, -(z ?? 0)) };
  if (kind === "shift") return { up: cusum.up, down: cusum.down };
  const share = ewma.reach > 0 ? (ewma.mean / ewma.reach) * limit : 0;
  return { up: Math.max(0, share), down: Math.max(0, -share) };
}

/** The calendar is looked at anew each time the past has doubled. */
function isTimeToChoose(index: number, baseline: number): boolean {
  return index >= baseline && index % baseline === 0 && Math.log2(index / baseline) % 1 === 0;
}

function learnedUntil({ points, begins, season }: Course, end: number, baseline: number): SelfStarting {
  const judge = createSelfStarting(season, scaleOf(points.slice(0, baseline)));
  points.slice(0, end).forEach((point, index) => {
    if (begins.has(index)) judge.beginLevel();
    judge.learn(point);
  });
  return judge;
}
