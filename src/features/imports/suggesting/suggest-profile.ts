import { profileSchema, type Profile, type ProfileInput } from "../contract.ts";
import { columnKey, latinWords } from "../rules.ts";
import type { ColumnFacts } from "./column-facts.ts";
import { guessColumn, type Guess } from "./guess-column.ts";

/** A guess for each column and the profile they make together. */
export interface Suggestion {
  readonly guesses: readonly Guess[];
  readonly profile: Profile;
}

const mostAttributes = 12;

/** A first profile for a file nobody has described: what is clear is mapped, the rest is left out. */
export function suggestProfile(fileName: string, columns: readonly ColumnFacts[], now: Date): Suggestion {
  const guesses = columns.map(guessColumn);
  const pairs = columns.map((facts, index) => ({
    facts,
    guess: guesses[index] ?? { as: "leave-out" as const, reason: "" },
  }));
  const name =
    fileName
      .replace(/\.[^.]+$/, "")
      .replaceAll(/[_-]+/g, " ")
      .trim()
      .slice(0, 100) || "Import";

  const keys = createKeys();
  const input: ProfileInput = {
    name,
    surveyName: name,
    programme: pairs.some(({ guess }) => guess.as === "recommendation") ? "transactional" : "review",
    survey: slugOf(name, now),
    scores: pairs.flatMap((pair) => scoreOf(pair, keys)),
    comments: pairs.flatMap(({ facts, guess }) =>
      guess.as === "comment" ? [{ key: keys(facts.name), column: facts.name }] : [],
    ),
    dimensions: dimensionsOf(pairs),
    attributes: pairs
      .flatMap(({ facts, guess }) =>
        guess.as === "attribute" ? [{ name: attributeName(facts.name), column: facts.name }] : [],
      )
      .slice(0, mostAttributes),
    ...timeOf(pairs, now),
    ...weightOf(pairs),
    ...personOf(pairs),
    ...idOf(pairs),
  };
  return { guesses, profile: profileSchema.parse(input) };
}

interface Pair {
  readonly facts: ColumnFacts;
  readonly guess: Guess;
}

function scoreOf({ facts, guess }: Pair, keys: (name: string) => string): NonNullable<ProfileInput["scores"]> {
  if (!("to" in guess)) return [];
  const { as, from, to, missing } = guess;
  return [{ key: keys(facts.name), column: facts.name, kind: as, scale: { from, to }, missing: [...missing] }];
}

/** Each dimension once: the column with the shortest name that looks like it, names before numbers. */
function dimensionsOf(pairs: readonly Pair[]): NonNullable<ProfileInput["dimensions"]> {
  const taken = new Set<string>();
  const ranked = pairs.toSorted((a, b) => rankOf(a) - rankOf(b));
  return ranked.flatMap(({ facts, guess }) => {
    if (guess.as !== "dimension" || taken.has(guess.field)) return [];
    taken.add(guess.field);
    return [{ field: guess.field, column: facts.name, create: made.has(guess.field) }];
  });
}

/** References that an import may make by itself, so that what it brings can be told apart at once. */
const made: ReadonlySet<string> = new Set(["unit", "stage", "product", "touchpoint", "brand", "segment"]);

function rankOf({ facts }: Pair): number {
  const isNumeric = facts.numbers === facts.filled;
  return facts.name.length + (isNumeric || /id$/i.test(facts.name) ? 1000 : 0);
}

function timeOf(pairs: readonly Pair[], now: Date): Pick<ProfileInput, "time" | "fixedTime"> {
  const fixedTime = `${now.toISOString().slice(0, 10)}T12:00:00Z`;
  const best = pairs.filter(({ guess }) => guess.as === "time").toSorted((a, b) => b.facts.filled - a.facts.filled)[0];
  if (best === undefined || best.guess.as !== "time") return { fixedTime };
  const time = { columns: [best.facts.name], format: best.guess.format };
  return best.facts.filled === best.facts.rows ? { time } : { time, fixedTime };
}

function weightOf(pairs: readonly Pair[]): Pick<ProfileInput, "weight"> {
  const found = pairs.find(({ guess }) => guess.as === "weight");
  return found ? { weight: { column: found.facts.name } } : {};
}

function personOf(pairs: readonly Pair[]): Pick<ProfileInput, "person"> {
  const found = pairs.find(({ guess }) => guess.as === "person");
  return found?.guess.as === "person" ? { person: { column: found.facts.name, kind: found.guess.kind } } : {};
}

function idOf(pairs: readonly Pair[]): Pick<ProfileInput, "id"> {
  const found = pairs.find(({ guess }) => guess.as === "id");
  return found ? { id: { columns: [found.facts.name] } } : {};
}

function createKeys(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const key = columnKey(name, taken);
    taken.add(key);
    return key;
  };
}

function attributeName(column: string): string {
  return (
    column
      .replaceAll(/[^\p{L}\p{N}_ -]+/gu, " ")
      .trim()
      .slice(0, 60) || "column"
  );
}

/** Files of the same name land in one survey; a name that cannot be written in Latin gets a number of its own. */
function slugOf(name: string, now: Date): string {
  const slug = latinWords(name, "-").slice(0, 50).replace(/-+$/, "");
  return slug.length >= 2 ? slug : `import-${now.getTime().toString(36)}`;
}
