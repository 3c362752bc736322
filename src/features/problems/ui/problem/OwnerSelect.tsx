import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { operationQuery } from "#web/api/queries.ts";

import { useMapWords } from "../words.ts";

interface OwnerSelectProps {
  readonly label: string;
  /** Who answers for it now, even if no reader any more. */
  readonly known: { readonly id: string; readonly name: string } | null;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

/** Somebody who can sign in, or nobody. */
export function OwnerSelect({ label, known, value, onChange }: OwnerSelectProps) {
  const { t } = useMapWords();
  const { data } = useQuery(operationQuery("explore.listReaders", { query: {} }));
  const readers = new Map((data?.items ?? []).map(({ id, name }) => [id, name]));
  if (known !== null) readers.set(known.id, known.name);
  return (
    <NativeSelect
      label={label}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
      data={[
        { value: "", label: t("field.nobody") },
        ...[...readers].map(([id, name]) => ({ value: id, label: name })),
      ]}
    />
  );
}
