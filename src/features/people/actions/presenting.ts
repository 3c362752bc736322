import type { Person } from "../contract.ts";
import type { PersonRow } from "../store/persons.ts";
import type { Sight } from "../store/visibility.ts";
import { isFaceOnly } from "./sight.ts";

/** A person as lists show them; of a colleague whose customer side is hidden only what belongs to the colleague. */
export function presentPerson(row: PersonRow, sight: Sight): Person {
  const isFace = isFaceOnly(row, sight);
  const { id, displayName, language, homeUnitId, unitCode, unitName } = row;
  return {
    id,
    roles: isFace ? ["employee"] : row.roles,
    identities: isFace ? row.identities.filter(({ kind }) => kind === "employee") : row.identities,
    createdAt: row.createdAt.toISOString(),
    displayName,
    language,
    homeUnit:
      homeUnitId === null || unitCode === null ? null : { id: homeUnitId, code: unitCode, name: unitName ?? unitCode },
  };
}
