import { IconArchive, IconCircleCheck, IconLock, IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";

import classes from "./StateBadge.module.css";

const icons = { draft: IconPencil, open: IconCircleCheck, closed: IconLock, archived: IconArchive } as const;

/** Whether a survey takes answers, in a word and a shape. */
export function StateBadge({ state, changed = false }: Pick<Survey, "state"> & { readonly changed?: boolean }) {
  const { t } = useTranslation("surveys");
  const Icon = icons[state];
  return (
    <span className={classes.badge} data-state={state}>
      <Icon size={15} stroke={1.8} aria-hidden />
      {t(`state.${state}`)}
      {changed && state !== "draft" ? <span className={classes.changed}>{t("state.changed")}</span> : null}
    </span>
  );
}
