import { Button, InputWrapper } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { UnitPicker } from "#feature/organisation/ui";
import { operationQuery } from "#web/api/queries.ts";

import classes from "./People.module.css";

interface UnitFieldProps {
  readonly label: string;
  /** Code of the chosen unit; null for none. */
  readonly value: string | null;
  readonly onChange: (code: string | null) => void;
}

/** A unit by its name; choosing another opens the tree in place. */
export function UnitField({ label, value, onChange }: UnitFieldProps) {
  const { t } = useTranslation("people");
  const [isOpen, setOpen] = useState(false);
  const tree = useQuery({ ...operationQuery("organisation.readTree"), staleTime: 30_000 }).data;
  const at = value === null ? -1 : (tree?.codes.indexOf(value) ?? -1);
  const chosen = tree?.ids[at];
  const choose = ([id]: readonly string[]) => {
    onChange(tree?.codes[tree.ids.indexOf(id ?? "")] ?? null);
    if (id !== undefined) setOpen(false);
  };
  if (isOpen)
    return <UnitPicker label={label} value={chosen === undefined ? [] : [chosen]} onChange={choose} height="220px" />;
  return (
    <InputWrapper label={label} labelElement="div">
      <div className={classes.line}>
        <span>{tree?.names[at] ?? value ?? t("unit.none")}</span>
        <Button variant="default" size="xs" onClick={() => setOpen(true)}>
          {t("unit.choose")}
        </Button>
        {value === null ? null : (
          <Button variant="subtle" size="xs" onClick={() => onChange(null)}>
            {t("unit.clear")}
          </Button>
        )}
      </div>
    </InputWrapper>
  );
}
