import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";

import classes from "./Staff.module.css";
import type { Gap } from "./use-staff.ts";

/** What is missing among those who work here now; each count opens its list. */
export function Gaps({ chosen, onChoose }: { chosen: Gap | null; onChoose: (gap: Gap | null) => void }) {
  const { t } = useTranslation("workforce");
  const { data } = useQuery(operationQuery("workforce.listGaps"));
  const shown = data?.items.filter(({ kind, count }) => count > 0 || kind === chosen) ?? [];
  if (shown.length === 0) return null;
  return (
    <ul className={classes.gaps} aria-label={t("gaps")}>
      {shown.map(({ kind, count }) => (
        <li key={kind}>
          <button type="button" aria-pressed={kind === chosen} onClick={() => onChoose(kind === chosen ? null : kind)}>
            {t(`gap-${kind}`, { count })}
          </button>
        </li>
      ))}
    </ul>
  );
}
