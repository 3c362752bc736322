import { MultiSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { ReferenceKind } from "#feature/organisation/contract";
import { operationQuery } from "#web/api/queries.ts";

interface PlaceSelectProps {
  readonly kind: ReferenceKind;
  readonly label: string;
  /** Codes. */
  readonly chosen: readonly string[];
  /** Names of what is chosen already. */
  readonly known?: readonly { readonly code: string; readonly name: string }[];
  readonly most?: number;
  readonly onChange: (codes: readonly string[]) => void;
}

/** References of a kind by name: functions, stages, touchpoints, units. */
export function PlaceSelect({ kind, label, chosen, known, most = 100, onChange }: PlaceSelectProps) {
  const [search, setSearch] = useState("");
  const { data } = useQuery({
    ...operationQuery("organisation.listReferences", { query: { kind, search, limit: 50 } }),
    placeholderData: keepPreviousData,
  });
  const found = new Map((data?.items ?? []).map(({ code, name }) => [code, name]));
  for (const { code, name } of known ?? []) found.set(code, name);
  for (const code of chosen) if (!found.has(code)) found.set(code, code);
  return (
    <MultiSelect
      label={label}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      maxValues={most}
      value={[...chosen]}
      onChange={(codes) => onChange(most === 1 ? codes.slice(-1) : codes)}
      data={[...found].map(([value, name]) => ({ value, label: name }))}
      hidePickedOptions
    />
  );
}
