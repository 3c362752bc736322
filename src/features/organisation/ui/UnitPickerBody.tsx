import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import classes from "./UnitPicker.module.css";
import { firstOpen, visibleRows } from "./units-model.ts";
import { UnitTree } from "./UnitTree.tsx";
import { useUnits } from "./use-units.ts";

/** What a picker of units needs. */
export interface UnitPickerProps {
  /** What the units are chosen for; names the field. */
  readonly label: string;
  /** Ids of the chosen units. */
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  /** Several may be chosen; otherwise a choice takes the place of the one before. */
  readonly isMulti?: boolean;
  /** CSS height of the tree; 264px when left out. */
  readonly height?: string;
}

/**
 * Chooses units from the tree that the viewer sees: words find them, arrows walk, Enter chooses. The chosen ones stand
 * above as buttons that take them out again.
 */
export function UnitPickerBody({ label, value, onChange, isMulti = false, height = "264px" }: UnitPickerProps) {
  const { t } = useTranslation("organisation");
  const { model, error } = useUnits();
  const [search, setSearch] = useState("");
  const [toggled, setToggled] = useState<ReadonlySet<string>>();
  if (error !== null) return <ProblemNote error={error} />;
  if (model === undefined) return <SkeletonList rows={5} />;

  const open = toggled ?? firstOpen(model);
  const chosen = new Set(value);
  const choose = (id: string) => {
    if (!isMulti) onChange([id]);
    else onChange(chosen.has(id) ? value.filter((one) => one !== id) : [...value, id]);
  };
  const rows = visibleRows(model, { open, search, unmanaged: false });
  return (
    <div className={classes.picker} role="group" aria-label={label}>
      <span className={classes.label}>{label}</span>
      <div className={classes.chosen} aria-live="polite">
        {value.length === 0 ? <span>{t("picker.none")}</span> : null}
        {value.map((id) => (
          <button
            key={id}
            type="button"
            aria-label={t("picker.remove", { name: model.byId.get(id)?.name ?? id })}
            onClick={() => onChange(value.filter((one) => one !== id))}
          >
            {model.byId.get(id)?.name ?? id} <span aria-hidden>×</span>
          </button>
        ))}
      </div>
      <TextInput
        aria-label={t("units.search")}
        placeholder={t("units.search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <UnitTree
        label={label}
        rows={rows}
        open={open}
        onToggle={(id) => setToggled(new Set(open.has(id) ? [...open].filter((one) => one !== id) : [...open, id]))}
        onChoose={({ id }) => choose(id)}
        chosen={chosen}
        isMulti={isMulti}
        isSearching={search.trim() !== ""}
        height={height}
      />
    </div>
  );
}
