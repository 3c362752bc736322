import type { ProblemWish, Relation } from "../contract.ts";

/** A problem with whoever has to do with it. */
export interface OwnedProblem {
  readonly key: string;
  readonly codes: readonly string[];
  /** Code of the function that owns it. */
  readonly owner: string | null;
  readonly influences: ProblemWish["influences"];
}

/** What a function has to do with problems; `code` null: problems that nobody owns. */
export interface DepartmentGround {
  readonly code: string | null;
  /** Of the problems it owns: what names any of them. */
  readonly codes: readonly string[];
  readonly problems: readonly {
    readonly key: string;
    readonly relation: Relation;
    readonly strength: number | null;
  }[];
}

/** Every function that owns or bears on a problem, or of which it is known who does its work; then what nobody owns. */
export function departmentsOf(
  problems: readonly OwnedProblem[],
  { functions }: { readonly functions: readonly string[] },
): readonly DepartmentGround[] {
  const named = problems.flatMap(({ owner, influences }) => [owner, ...influences.map((one) => one.function)]);
  const codes = [...new Set([...named.filter((one) => one !== null), ...functions])].toSorted();
  const grounds = codes.map((code) => groundOf(code, problems));
  const unowned = groundOf(null, problems);
  return unowned.problems.length === 0 ? grounds : [...grounds, unowned];
}

function groundOf(code: string | null, problems: readonly OwnedProblem[]): DepartmentGround {
  const owned = problems.filter(({ owner }) => owner === code);
  const borne = problems.flatMap(({ key, owner, influences }) =>
    owner === code
      ? []
      : influences
          .filter((one) => one.function === code)
          .map(({ kind, strength }) => ({ key, relation: kind, strength })),
  );
  return {
    code,
    codes: owned.flatMap((one) => one.codes),
    problems: [
      ...owned.map(({ key }) => ({ key, relation: "owns" as const, strength: null })),
      ...borne.toSorted((a, b) => b.strength - a.strength),
    ],
  };
}
