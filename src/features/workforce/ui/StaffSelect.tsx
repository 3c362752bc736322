import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";

interface Known {
  readonly code: string;
  readonly name: string;
}

interface ChooseProps {
  readonly label: string;
  /** What is chosen when the form opens, so that its name is known. */
  readonly known: Known | null;
  readonly value: string | null;
  readonly onChange: (code: string | null) => void;
}

/** One unit by a few letters of its name or code. */
export function UnitSelect(props: ChooseProps) {
  const [words, setWords] = useState("");
  const search = useSearchWords(words);
  const { data } = useQuery(
    operationQuery("organisation.listReferences", { query: { kind: "unit", limit: 20, search } }),
  );
  return <Choose {...props} found={data?.items ?? []} words={words} onWords={setWords} />;
}

/** One member of staff who works here now, by a few letters. */
export function StaffSelect({ except, ...props }: ChooseProps & { readonly except: string }) {
  const [words, setWords] = useState("");
  const search = useSearchWords(words);
  const { data } = useQuery(operationQuery("workforce.listStaff", { query: { limit: 20, search } }));
  const found = data?.items.filter(({ code }) => code !== except) ?? [];
  return <Choose {...props} found={found} words={words} onWords={setWords} />;
}

function useSearchWords(words: string): string | undefined {
  const [settled] = useDebouncedValue(words.trim(), 200);
  return settled === "" ? undefined : settled.replace(/ \([^)]*\)$/, "");
}

interface FoundProps extends ChooseProps {
  readonly found: readonly Known[];
  readonly words: string;
  readonly onWords: (words: string) => void;
}

function Choose({ label, known, value, onChange, found, words, onWords }: FoundProps) {
  const { t } = useTranslation("workforce");
  const all = new Map([...(known === null ? [] : [known]), ...found].map((one) => [one.code, one]));
  return (
    <Select
      label={label}
      data={[...all.values()].map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
      value={value}
      onChange={onChange}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("clear") }}
      searchValue={words}
      onSearchChange={onWords}
      filter={({ options }) => options}
      nothingFoundMessage={t("nothing")}
    />
  );
}
