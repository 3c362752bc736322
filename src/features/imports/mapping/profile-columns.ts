import type { Profile } from "../contract.ts";

/** Every column a profile reads, with where it names it, in order of the profile. */
export function columnsOf(profile: Profile): readonly { readonly column: string; readonly at: string }[] {
  return [
    ...profile.scores.map((score) => ({ column: score.column, at: `scores.${score.key}` })),
    ...profile.comments.map((comment) => ({ column: comment.column, at: `comments.${comment.key}` })),
    ...(profile.time?.columns.map((column) => ({ column, at: "time" })) ?? []),
    ...profile.dimensions.flatMap(({ column, field }) =>
      column === undefined ? [] : [{ column, at: `dimensions.${field}` }],
    ),
    ...profile.attributes.map(({ column, name }) => ({ column, at: `attributes.${name}` })),
    ...(profile.weight ? [{ column: profile.weight.column, at: "weight" }] : []),
    ...(profile.person ? [{ column: profile.person.column, at: "person" }] : []),
    ...(profile.id?.columns.map((column) => ({ column, at: "id" })) ?? []),
  ];
}

/** Where each of the profile's columns stands in the file; names match whatever their case and spacing. */
export function locateColumns(
  profile: Profile,
  columns: readonly string[],
): { readonly positions: ReadonlyMap<string, number>; readonly missing: readonly string[] } {
  const known = new Map(columns.map((name, index) => [normalised(name), index]));
  const wanted = [...new Set(columnsOf(profile).map(({ column }) => column))];
  const positions = new Map<string, number>();
  for (const name of wanted) {
    const index = columns.indexOf(name);
    const found = index === -1 ? known.get(normalised(name)) : index;
    if (found !== undefined) positions.set(name, found);
  }
  return { positions, missing: wanted.filter((name) => !positions.has(name)) };
}

function normalised(name: string): string {
  return name.trim().replaceAll(/\s+/g, " ").toLocaleLowerCase();
}
