import { NativeSelect, NumberInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { TargetWish } from "#feature/alerts/contract";
import form from "#web/design/Form.module.css";

/** How far beside the target still counts: a share of it, or an amount in the unit of the measure. */
export function ToleranceFields({ wish, onWish }: { wish: TargetWish; onWish: (wish: TargetWish) => void }) {
  const { t } = useTranslation("alerts");
  const { tolerance } = wish;
  const value = tolerance.kind === "relative" ? tolerance.percent : tolerance.amount;
  const set = (kind: string, next: number) =>
    onWish({
      ...wish,
      tolerance:
        kind === "relative"
          ? { kind: "relative", percent: Math.max(0, Math.min(50, next)) }
          : { kind: "absolute", amount: Math.max(0, next) },
    });
  return (
    <div className={form.row}>
      <NumberInput
        label={t("targets.tolerance")}
        min={0}
        decimalScale={2}
        value={value}
        onChange={(next) => set(tolerance.kind, Number(next) || 0)}
      />
      <NativeSelect
        label={t("targets.toleranceKind")}
        value={tolerance.kind}
        data={(["relative", "absolute"] as const).map((kind) => ({
          value: kind,
          label: t(`targets.tolerance-${kind}`),
        }))}
        onChange={(event) => set(event.target.value, value)}
      />
    </div>
  );
}
