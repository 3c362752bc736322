import { createHash } from "node:crypto";

import { systemViewer } from "#feature/access";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import { industries as allIndustries, type Patterns, type ThemeWish } from "../contract.ts";
import { seedThemes } from "../rules/codebook.ts";
import type { SeedTheme } from "../rules/codebook/theme.ts";
import type { ThemePatterns } from "../rules/coding.ts";
import { createMachine, type Machine, type MachineParts } from "../rules/machine.ts";
import { readLearned } from "../store/models.ts";
import { holdTextState, lockTextState, raiseVersion, readTextState } from "../store/state.ts";
import { insertTheme, selectThemes, setFitting, takeSeed, type ThemeRow, type ThemeToWrite } from "../store/themes.ts";
import { beginRecoding } from "./recoding.ts";

/** What was read of one version; kept for as long as that is the newest. */
interface Kept {
  readonly parts: MachineParts;
  machine: Machine | undefined;
}

const kept = new WeakMap<object, Kept>();

/**
 * What comments are coded by as the codebook is now, held until the transaction ends: whoever changes the codebook waits
 * for what is being coded by the old one, so that nothing coded by it can come behind the change.
 */
export async function heldParts(tx: Tx, { postgres }: Pick<Stores, "postgres">): Promise<MachineParts> {
  const { version } = await holdTextState(tx);
  return (await keptOf(postgres, version, tx)).parts;
}

/** The machine that codes by the codebook as it is now, for single texts; many are coded in a thread of their own. */
export async function machineOf({ postgres }: Pick<Stores, "postgres">): Promise<Machine> {
  const one = await postgres.read(async (tx) => keptOf(postgres, (await readTextState(tx)).version, tx), {
    isolation: "repeatable read",
  });
  one.machine ??= createMachine(one.parts);
  return one.machine;
}

async function keptOf(postgres: object, version: number, tx: Tx): Promise<Kept> {
  const known = kept.get(postgres);
  if (known?.parts.version === version) return known;
  const { coder, sentiment, quality } = await readLearned(tx);
  const themes = (await selectThemes(tx)).filter(isInUse);
  const inUse = new Set(themes.map(({ key }) => key));
  const parts: MachineParts = {
    version,
    themes: themes.map(({ key, patterns }) => ({ key, patterns: patterns as ThemePatterns["patterns"] })),
    coder,
    thresholds: (quality?.codes ?? []).flatMap(({ code, threshold }) =>
      threshold === null || !inUse.has(code.slice(0, -1)) ? [] : [[code, threshold] as const],
    ),
    sentiment,
  };
  const fresh = { parts, machine: undefined };
  kept.set(postgres, fresh);
  return fresh;
}

/** Whether comments are coded by it. One that is merged still finds; its mentions count under the other. */
export function isInUse({ isArchived, isUnfitting }: Pick<ThemeRow, "isArchived" | "isUnfitting">): boolean {
  return !isArchived && !isUnfitting;
}

/** The codebook that the product brings, as one mark: it changes when the product's own themes do. */
const seedMark = createHash("sha256").update(JSON.stringify(seedThemes)).digest("hex").slice(0, 16);

/**
 * Puts the product's own themes there, once for each version of them: new ones are added, those that nobody edited take
 * what is new, edited ones stay, and the past is coded by what came. Any number of processes may do it at once.
 */
export async function seedCodebook(stores: Pick<Stores, "postgres" | "clock" | "random">): Promise<boolean> {
  const { postgres, clock } = stores;
  const { seeded } = await postgres.read(readTextState);
  if (seeded === seedMark) return false;
  return postgres.transaction(async (tx) => {
    const state = await lockTextState(tx);
    if (state.seeded === seedMark) return false;
    await writeSeeds(tx, clock.now());
    await fitThemes(tx, state.industries);
    await raiseVersion(tx, seedMark);
    if (state.seeded !== "") await beginRecoding(tx, stores, systemViewer("codebook"));
    return true;
  });
}

/**
 * Puts away the product's themes for other kinds of company, unless somebody edited them, and brings back those that fit.
 * Nobody having said what this company is, all fit.
 */
export async function fitThemes(tx: Tx, industries: readonly string[]): Promise<void> {
  const wanted = new Set<string>(industries.length === 0 ? allIndustries : industries);
  const fits = (theme: ThemeRow) =>
    theme.isEdited || !theme.isSeeded || theme.industries.some((one) => one === "any" || wanted.has(one));
  const rows = await selectThemes(tx);
  const fitting = rows.filter((row) => row.parent !== null && fits(row));
  const groups = new Set(fitting.map(({ parent }) => parent));
  const isFitting = (row: ThemeRow) => (row.parent === null ? groups.has(row.key) || fits(row) : fitting.includes(row));
  await setFitting(
    tx,
    rows.filter((row) => isFitting(row)).map(({ key }) => key),
  );
}

async function writeSeeds(tx: Tx, now: Date): Promise<void> {
  const known = new Map((await selectThemes(tx)).map((theme) => [theme.key, theme]));
  for (const [index, seed] of seedThemes.entries()) {
    const theme = themeOfSeed(seed, index * 10);
    const there = known.get(seed.key);
    if (there === undefined) await insertTheme(tx, theme, now);
    else if (there.isSeeded && !there.isEdited) await takeSeed(tx, theme, now);
  }
}

function themeOfSeed(seed: SeedTheme, position: number): ThemeToWrite {
  const { key, parent, kind, names, sides, about, patterns, examples, industries } = seed;
  return {
    key,
    parent,
    kind,
    names,
    problemNames: sides.problem ?? null,
    praiseNames: sides.praise ?? null,
    about,
    patterns: structuredClone(patterns) as Patterns,
    examples: structuredClone(examples) as ThemeWish["examples"],
    industries,
    position,
    isSeeded: true,
  };
}
