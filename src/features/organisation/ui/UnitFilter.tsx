import { Button, Popover } from "@mantine/core";
import { IconSitemap, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import classes from "./UnitPicker.module.css";
import { UnitPicker } from "./UnitPicker.tsx";
import { useUnits } from "./use-units.ts";

interface UnitFilterProps {
  /** Code of the chosen unit; undefined for all. */
  readonly code: string | undefined;
  readonly onChange: (code: string | undefined) => void;
}

/** A list narrowed to one unit and what lies below it: a button that says which, the tree to choose from under it. */
export function UnitFilter({ code, onChange }: UnitFilterProps) {
  const { t } = useTranslation("organisation");
  const { model } = useUnits();
  const [opened, setOpened] = useState(false);
  const chosen = code === undefined ? undefined : model?.byCode.get(code.toLowerCase());
  const choose = ([id]: readonly string[]) => {
    onChange(id === undefined ? undefined : model?.byId.get(id)?.code);
    setOpened(false);
  };
  return (
    <div className={classes.filter}>
      <Popover
        opened={opened}
        onChange={setOpened}
        width="min(420px, 92vw)"
        position="bottom-start"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Button
            variant="default"
            aria-haspopup="dialog"
            aria-expanded={opened}
            leftSection={<IconSitemap size={18} aria-hidden />}
            onClick={() => setOpened(!opened)}
          >
            {code === undefined ? t("filter.any") : `${t("filter.unit")}: ${chosen?.name ?? code}`}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t("filter.unit")}>
          <UnitPicker label={t("filter.unit")} value={chosen === undefined ? [] : [chosen.id]} onChange={choose} />
        </Popover.Dropdown>
      </Popover>
      {code === undefined ? null : (
        <Button variant="subtle" color="gray" aria-label={t("filter.clear")} onClick={() => onChange(undefined)}>
          <IconX size={18} aria-hidden />
        </Button>
      )}
    </div>
  );
}
