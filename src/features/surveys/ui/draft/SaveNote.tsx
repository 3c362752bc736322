import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "../words/Words.module.css";
import type { Draft } from "./use-draft.ts";

/** Whether what one wrote is saved; quiet as long as all is well. */
export function SaveNote({ draft: { state } }: { draft: Draft }) {
  const { t } = useTranslation("surveys");
  return (
    <span className={classes.saving} data-state={state} role="status">
      {state === "saved" ? <IconCheck size={15} aria-hidden /> : null}
      {t(`save.${state}`)}
    </span>
  );
}
