import { fail, succeed, type Outcome } from "#kit/outcome";

import { fieldsOf, type DirectoryKind, type Mapping } from "../contract.ts";

type MappingProblem =
  | "directory.missing_column"
  | "directory.unknown_field"
  | "directory.column_twice"
  | "directory.key_needed";

/** Meanings that several columns may share: their values are taken together, or compared. */
const shared = new Set(["manager", "skills", "languages", "roles", "email", "phone"]);

const keys: Readonly<Record<DirectoryKind, readonly string[]>> = {
  units: ["code"],
  staff: ["code"],
  persons: ["crm", "employee", "email", "phone"],
};

/** Whether a file with these columns can be brought in so. */
export function checkMapping(
  kind: DirectoryKind,
  mapping: Mapping,
  known: { readonly columns: readonly string[]; readonly attributes: readonly string[] },
): Outcome<Mapping, MappingProblem> {
  const fields = new Set<string>([...fieldsOf[kind], ...known.attributes.map((key) => `attribute:${key}`)]);
  const seen = new Set<string>();
  for (const [column, field] of Object.entries(mapping)) {
    if (!known.columns.includes(column)) return fail("directory.missing_column", { column });
    if (!fields.has(field)) return fail("directory.unknown_field", { field });
    if (seen.has(field) && !(shared.has(field) && isShared(kind, field)))
      return fail("directory.column_twice", { field });
    seen.add(field);
  }
  return keys[kind].some((key) => seen.has(key)) ? succeed(mapping) : fail("directory.key_needed");
}

function isShared(kind: DirectoryKind, field: string): boolean {
  if (field === "manager") return kind === "units";
  return field === "email" ? kind === "persons" : true;
}
