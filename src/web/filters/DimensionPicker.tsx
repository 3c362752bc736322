import { useState } from "react";

import { useNames } from "../format/names.ts";
import { Pill } from "./Pill.tsx";
import { useFilter } from "./use-filter.ts";
import { ValueList } from "./ValueList.tsx";

/** Chooses values of one dimension. */
export function DimensionPicker({ dimension }: { dimension: string }) {
  const names = useNames();
  const { search } = useFilter();
  const [opened, setOpened] = useState(false);
  const chosen = search.where?.[dimension] ?? [];
  const name = names.dimension(dimension);
  return (
    <Pill
      label={chosen.length === 0 ? name : `${name} · ${chosen.length}`}
      active={chosen.length > 0}
      opened={opened}
      onToggle={setOpened}
    >
      <ValueList dimension={dimension} />
    </Pill>
  );
}
