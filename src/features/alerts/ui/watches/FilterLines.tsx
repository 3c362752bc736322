import { ActionIcon, Button, MultiSelect } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Condition } from "#kit/condition";
import { operationQuery } from "#web/api/queries.ts";
import { useNames } from "#web/format/names.ts";

import { DimensionSelect } from "./DimensionSelect.tsx";
import { apart, together, type FilterLine } from "./filter-lines.ts";
import classes from "./Watches.module.css";

interface FilterLinesProps {
  readonly where: Condition | undefined;
  readonly onWhere: (where: Condition | undefined) => void;
}

/** Only answers with these values: any number of dimensions. What a condition says beyond that is kept. */
export function FilterLines({ where, onWhere }: FilterLinesProps) {
  const { t } = useTranslation("alerts");
  const { rest } = apart(where);
  const [lines, setLines] = useState<readonly FilterLine[]>(() => apart(where).lines);
  const change = (next: readonly FilterLine[]) => {
    setLines(next);
    onWhere(together({ lines: next, rest }));
  };
  return (
    <div className={classes.filter} role="group" aria-label={t("form.only")}>
      {lines.length === 0 ? null : <p className={classes.filterTitle}>{t("form.only")}</p>}
      {lines.map((line, index) => (
        <LineFields
          // oxlint-disable-next-line react/no-array-index-key -- lines have no identity but their place
          key={index}
          line={line}
          onLine={(next) => change(lines.map((other, at) => (at === index ? next : other)))}
          onRemove={() => change(lines.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={15} />}
        onClick={() => setLines([...lines, { field: "unit", values: [] }])}
      >
        {t("form.addOnly")}
      </Button>
    </div>
  );
}

interface LineFieldsProps {
  readonly line: FilterLine;
  readonly onLine: (line: FilterLine) => void;
  readonly onRemove: () => void;
}

function LineFields({ line, onLine, onRemove }: LineFieldsProps) {
  const { t } = useTranslation("alerts");
  const names = useNames();
  const { data } = useQuery({
    ...operationQuery("facts.listValues", { body: { dimension: line.field, limit: 300 } }),
    staleTime: 60_000,
  });
  const found = (data?.items ?? []).map(({ value, name }) => ({ value, label: names.value(line.field, value, name) }));
  const known = new Set(found.map(({ value }) => value));
  const others = line.values.filter((value) => !known.has(value)).map((value) => ({ value, label: value }));
  return (
    <div className={classes.filterLine}>
      <DimensionSelect
        label={t("form.dimension")}
        value={line.field}
        none={undefined}
        onChange={(field) => onLine({ field: field ?? "unit", values: [] })}
      />
      <MultiSelect
        label={t("form.values")}
        searchable
        limit={100}
        data={[...found, ...others]}
        value={[...line.values]}
        onChange={(values) => onLine({ ...line, values })}
        nothingFoundMessage={t("form.noValues")}
      />
      <ActionIcon variant="subtle" size={36} aria-label={t("form.removeOnly")} onClick={onRemove}>
        <IconX size={17} />
      </ActionIcon>
    </div>
  );
}
