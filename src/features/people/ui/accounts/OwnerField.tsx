import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { operationQuery, useMe } from "#web/api/queries.ts";

/** A user, by id and name. */
export interface Owner {
  readonly id: string;
  readonly name: string;
}

interface OwnerFieldProps {
  readonly value: Owner | null;
  readonly onChange: (owner: Owner | null) => void;
}

/** Who looks after an account: oneself first, then whoever the words find. */
export function OwnerField({ value, onChange }: OwnerFieldProps) {
  const { t } = useTranslation("people");
  const me = useMe();
  const [words, setWords] = useState("");
  const [wanted] = useDebouncedValue(words === value?.name ? "" : words.trim(), 180);
  const asked = operationQuery("access.listColleagues", { query: { search: wanted } });
  const colleagues = useQuery({ ...asked, placeholderData: keepPreviousData }).data?.items ?? [];
  const own = me === undefined ? [] : [{ id: me.id, name: me.name }];
  const known = new Map([...(value === null ? [] : [value]), ...own, ...colleagues].map((user) => [user.id, user]));
  return (
    <Select
      label={t("account.owner")}
      placeholder={t("account.ownerFind")}
      data={[...known.values()].map(({ id, name }) => ({ value: id, label: name }))}
      value={value?.id ?? null}
      searchable
      clearable
      searchValue={words}
      onSearchChange={setWords}
      nothingFoundMessage={t("account.ownerNone")}
      onChange={(id) => onChange(id === null ? null : (known.get(id) ?? null))}
    />
  );
}
