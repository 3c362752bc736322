import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { operationQuery } from "#web/api/queries.ts";
import { useNames } from "#web/format/names.ts";

interface DimensionSelectProps {
  readonly label: string;
  readonly value: string | null;
  /** What choosing none is called; left out: one must be chosen. */
  readonly none: string | undefined;
  readonly onChange: (dimension: string | null) => void;
}

/** Of the answer itself, or the same for all of one measure: nothing to break down by. */
const useless: ReadonlySet<string> = new Set(["score", "group", "programme", "question"]);

/** A dimension that has values to tell apart. */
export function DimensionSelect({ label, value, none, onChange }: DimensionSelectProps) {
  const names = useNames();
  const { data } = useQuery({ ...operationQuery("facts.listDimensions"), staleTime: 60_000 });
  const found = (data?.items ?? []).map(({ dimension }) => dimension).filter((dimension) => !useless.has(dimension));
  const known = [...new Set([...(value === null ? [] : [value]), ...found])];
  return (
    <NativeSelect
      label={label}
      value={value ?? ""}
      data={[
        ...(none === undefined ? [] : [{ value: "", label: none }]),
        ...known.map((dimension) => ({ value: dimension, label: names.dimension(dimension) })),
      ]}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
    />
  );
}
