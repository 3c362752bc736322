import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { operationQuery, useMay } from "#web/api/queries.ts";

interface ManagerSelectProps {
  /** `employee:CODE`, `user:ID`, or an empty text for nobody. */
  readonly value: string;
  /** What is chosen when the form opens is called so. */
  readonly known: string | undefined;
  readonly onChange: (value: string) => void;
}

/** Who answers for a unit: a member of staff or a user, by a few letters. */
export function ManagerSelect({ value, known, onChange }: ManagerSelectProps) {
  const { t } = useTranslation("organisation");
  const mayUsers = useMay("access.read");
  const [words, setWords] = useState("");
  const [first] = useState({ value, label: known ?? value });
  const [settled] = useDebouncedValue(words.replace(/ \([^)]*\)$/, "").trim(), 200);
  const search = settled === "" ? undefined : settled;
  const staff = useQuery(
    operationQuery("organisation.listReferences", { query: { kind: "employee", limit: 20, search } }),
  ).data;
  const users = useQuery({
    ...operationQuery("access.listUsers", { query: { state: "active", limit: 20, search } }),
    enabled: mayUsers,
  }).data;

  const employees = (staff?.items ?? []).map(({ code, name }) => ({
    value: `employee:${code}`,
    label: `${name} (${code})`,
  }));
  const people = (users?.items ?? []).map(({ id, name, email }) => ({
    value: `user:${id}`,
    label: `${name} (${email})`,
  }));
  const isListed = [...employees, ...people].some((one) => one.value === first.value);
  const isUser = first.value.startsWith("user:");
  const own = first.value === "" || isListed ? [] : [first];
  return (
    <Select
      label={t("unit.manager")}
      description={t("form.managerNote")}
      data={[
        { group: t("form.employees"), items: isUser ? employees : [...own, ...employees] },
        { group: t("form.users"), items: isUser ? [...own, ...people] : people },
      ].filter(({ items }) => items.length > 0)}
      value={value === "" ? null : value}
      onChange={(next) => onChange(next ?? "")}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("form.clear") }}
      searchValue={words}
      onSearchChange={setWords}
      filter={({ options }) => options}
      nothingFoundMessage={t("form.nobody")}
    />
  );
}
