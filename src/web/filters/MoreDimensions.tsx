import { IconChevronLeft } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useNames } from "../format/names.ts";
import classes from "./Choices.module.css";
import { Pill } from "./Pill.tsx";
import { ValueList } from "./ValueList.tsx";

/** Every other dimension there is: choose one, then its values. */
export function MoreDimensions({ dimensions }: { dimensions: readonly string[] }) {
  const { t } = useTranslation("web");
  const names = useNames();
  const [opened, setOpened] = useState(false);
  const [dimension, setDimension] = useState<string | null>(null);
  if (dimensions.length === 0 && dimension === null) return null;

  return (
    <Pill
      label={t("filter.more")}
      active={false}
      opened={opened}
      onToggle={(next) => [setOpened(next), setDimension(null)]}
    >
      {dimension === null ? (
        <div className={classes.list}>
          {dimensions.map((each) => (
            <button key={each} type="button" className={classes.choice} onClick={() => setDimension(each)}>
              {names.dimension(each)}
            </button>
          ))}
        </div>
      ) : (
        <>
          <button type="button" className={classes.choice} onClick={() => setDimension(null)}>
            <IconChevronLeft size={16} aria-hidden />
            <span className={classes.name}>{names.dimension(dimension)}</span>
          </button>
          <ValueList dimension={dimension} />
        </>
      )}
    </Pill>
  );
}
