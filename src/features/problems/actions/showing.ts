import { resolveReferences } from "#feature/organisation";
import type { ReferenceKind } from "#feature/organisation/contract";
import { productLanguages, textIn } from "#kit/language";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { Place, Problem } from "../contract.ts";
import { spokenKey, type Subject } from "../rules/proposals.ts";
import type { ProblemRow } from "../store/problems.ts";
import { titleOf, type Catalogue } from "./catalogue.ts";

/** Problems of the register as a reader sees them. */
export async function showProblems(
  tx: Tx,
  viewer: Viewer,
  { rows, known }: { readonly rows: readonly ProblemRow[]; readonly known: Catalogue["known"] },
): Promise<Problem[]> {
  const placeOf = await placesIn(tx, rows);
  const mayChange = viewer.permissions.has("problems.write");
  return rows.map((row) => {
    const { ownerName, mergedKey, mergedInto: _, createdAt, updatedAt, ...rest } = row;
    return {
      ...rest,
      isRegistered: true,
      title: textIn(row.name, viewer.language, "en") || spokenKey(row.key),
      name: { ...row.name },
      influences: [...row.influences],
      functions: row.influences.map((one) => placeOf("function", one.function)),
      ownerFunction: row.ownerFunction === null ? null : placeOf("function", row.ownerFunction),
      owner: row.owner === null ? null : { id: row.owner, name: ownerName ?? "" },
      stage: row.stage === null ? null : placeOf("stage", row.stage),
      touchpoints: row.touchpoints.map((code) => placeOf("touchpoint", code)),
      units: row.units.map((code) => placeOf("unit", code)),
      codes: row.codes.map((code) => codeAsShown(code, known)),
      mergedInto: mergedKey,
      mayChange,
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
    };
  });
}

/** A proposed problem as if nobody had said anything about it yet. */
export function showProposal(
  viewer: Viewer,
  subject: Subject<ProblemRow>,
  { known, side }: { readonly known: Catalogue["known"]; readonly side: Problem["side"] },
): Problem {
  const title = titleOf(subject, viewer.language);
  return {
    key: subject.key,
    id: null,
    isRegistered: false,
    name: { ...namesOf(subject.codes, known), [viewer.language]: title },
    title,
    side,
    description: "",
    state: "new",
    cause: null,
    visibility: null,
    ownerFunction: null,
    owner: null,
    stage: null,
    touchpoints: [],
    units: [],
    influences: [],
    functions: [],
    codes: subject.codes.map((code) => codeAsShown(code, known)),
    avoidable: null,
    solveRate: 1,
    cost: null,
    deadline: null,
    controlDate: null,
    authority: "",
    resources: "",
    mergedInto: null,
    revision: 0,
    mayChange: viewer.permissions.has("problems.write"),
    createdAt: null,
    updatedAt: null,
  };
}

/** In the product's languages, as the survey has them. */
function namesOf(codes: readonly string[], known: Catalogue["known"]): Problem["name"] {
  const names = codes.map((code) => known.get(code)?.names ?? {}).find((one) => Object.keys(one).length > 0) ?? {};
  return Object.fromEntries(
    productLanguages.flatMap((language) => (names[language] ? [[language, names[language]]] : [])),
  );
}

function codeAsShown(code: string, known: Catalogue["known"]): Problem["codes"][number] {
  const one = known.get(code);
  const bare = code.includes(":") ? (code.split(":").at(-1) ?? code) : code.slice(0, -1);
  return { code, title: one === undefined || one.title === "" ? spokenKey(bare) : one.title, about: one?.about ?? "" };
}

/** Names of everything that rows of the register point at; a code by itself where nothing is known under it. */
export async function placesIn(
  tx: Tx,
  rows: readonly Pick<ProblemRow, "ownerFunction" | "stage" | "touchpoints" | "units" | "influences">[],
): Promise<(kind: ReferenceKind, code: string) => Place> {
  const wanted = rows.flatMap(({ ownerFunction, stage, touchpoints, units, influences }) => [
    ...listed("function", [ownerFunction, ...influences.map((one) => one.function)]),
    ...listed("stage", [stage]),
    ...listed("touchpoint", touchpoints),
    ...listed("unit", units),
  ]);
  const found = wanted.length === 0 ? new Map<string, { name: string }>() : await resolveReferences(tx, wanted);
  return (kind, code) => ({
    code,
    name: (found as ReadonlyMap<string, { name: string }>).get(`${kind}:${code}`)?.name ?? code,
  });
}

function listed(kind: ReferenceKind, codes: readonly (string | null)[]): { kind: ReferenceKind; code: string }[] {
  return codes.filter((code) => code !== null).map((code) => ({ kind, code }));
}
