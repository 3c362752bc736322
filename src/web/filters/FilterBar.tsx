import { Drawer } from "@mantine/core";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Chips } from "./Chips.tsx";
import classes from "./FilterBar.module.css";
import { FilterControls } from "./FilterControls.tsx";
import { useFilter } from "./use-filter.ts";

const none: readonly string[] = [];

interface FilterBarProps {
  readonly comparable?: boolean;
  /** Whether something is always compared with, the period before where nothing is chosen. */
  readonly compared?: boolean;
  readonly weighted?: boolean;
  /** Dimensions that the page itself has settled, so that nobody chooses them. */
  readonly without?: readonly string[];
}

/** Period, comparison and dimensions: the same on every page, kept in the URL, reaching every number. */
export function FilterBar({ comparable = true, compared = false, weighted = false, without = none }: FilterBarProps) {
  const { t } = useTranslation("web");
  const [open, setOpen] = useState(false);
  const { search } = useFilter();
  const count = Object.keys(search.where ?? {}).length + (search.period === undefined ? 0 : 1);

  return (
    <section className={classes.bar} aria-label={t("filter.label")}>
      <div className={classes.wide}>
        <FilterControls comparable={comparable} compared={compared} weighted={weighted} without={without} />
      </div>
      <button type="button" className={`${classes.pill} ${classes.opener}`} onClick={() => setOpen(true)}>
        <IconAdjustmentsHorizontal size={17} aria-hidden />
        {count === 0 ? t("filter.open") : t("filter.openSome", { number: count })}
      </button>
      <Chips />
      <Drawer
        opened={open}
        onClose={() => setOpen(false)}
        position="bottom"
        size="auto"
        styles={{ content: { height: "auto", maxHeight: "85dvh" } }}
        title={t("filter.label")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <div className={classes.sheet}>
          <FilterControls comparable={comparable} compared={compared} weighted={weighted} without={without} />
        </div>
      </Drawer>
    </section>
  );
}
