import { useTranslation } from "react-i18next";

import classes from "#web/design/Sections.module.css";
import { useNames } from "#web/format/names.ts";
import { formatShare } from "#web/format/number.ts";
import { formatDay } from "#web/format/time.ts";

import type { Fault } from "../../contract.ts";

interface FaultsProps {
  readonly faults: readonly Fault[];
  readonly wavesLeftOut: number;
  readonly isPossible: boolean;
}

/** Cells that cannot be weighted: which, why, and what to do. */
export function Faults({ faults, wavesLeftOut, isPossible }: FaultsProps) {
  const { t } = useTranslation("sampling");
  const say = useFaultWords();
  if (faults.length === 0) return null;
  return (
    <div className={classes.section} role="status">
      <p className={classes.note}>{isPossible ? t("fault.leftOut", { count: wavesLeftOut }) : t("fault.impossible")}</p>
      <ul className={classes.problems} data-strong={!isPossible}>
        {faults.slice(0, 12).map((fault) => (
          <li key={`${fault.wave} ${fault.dimension} ${fault.category}`}>{say(fault)}</li>
        ))}
        {faults.length > 12 ? <li>{t("fault.more", { count: faults.length - 12 })}</li> : null}
      </ul>
    </div>
  );
}

function useFaultWords(): (fault: Fault) => string {
  const { t, i18n } = useTranslation("sampling");
  const names = useNames();
  const share = (value: number | null): string => formatShare((value ?? 0) / 100, i18n.language);
  return ({ code, wave, dimension, category, n, wanted, reached, within }) => {
    const params = {
      dimension: dimension === null ? "" : names.dimension(dimension),
      category: category ?? "",
      n: n ?? 0,
      wanted: share(wanted),
      reached: share(reached),
      other: within === null ? "" : within.category,
    };
    const words = t(
      code === "contradiction" && within !== null ? "fault.contradiction-within" : `fault.${code}`,
      params,
    );
    return wave === "" ? words : `${formatDay(wave, i18n.language)}: ${words}`;
  };
}
