import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Theme } from "#feature/surveys/contract";
import { contrastOf } from "#web/design/contrast.ts";

import classes from "./Look.module.css";
import { isReadable, leastContrast, nearestReadable } from "./readable.ts";

interface ContrastProps {
  readonly theme: Theme;
  readonly accent: string;
  readonly onChange: (part: { readonly colour?: string; readonly text?: string; readonly background?: string }) => void;
}

/** Whether the chosen colours can be read, and the nearest ones that can. */
export function Contrast({ theme, accent, onChange }: ContrastProps) {
  const { t } = useTranslation("surveys");
  const background = theme.background ?? "#ffffff";
  const text = theme.text ?? "#1b1e24";
  const pairs = [
    { name: "text", text, set: (colour: string) => onChange({ text: colour }) },
    { name: "accent", text: accent, set: (colour: string) => onChange({ colour }) },
  ] as const;
  return (
    <ul className={classes.contrast} aria-label={t("look.contrast")}>
      {pairs.map((pair) => {
        const isFine = isReadable(pair.text, background);
        const nearest = nearestReadable(pair.text, background);
        const ratio = Math.floor(contrastOf(pair.text, background) * 10) / 10;
        return (
          <li key={pair.name} data-fine={isFine} role={isFine ? undefined : "alert"}>
            {isFine ? <IconCircleCheck size={17} aria-hidden /> : <IconAlertTriangle size={17} aria-hidden />}
            <span className={classes.swatch} style={{ background, color: pair.text }} aria-hidden>
              Aa
            </span>
            <span>{t(`look.${isFine ? "fine" : "low"}-${pair.name}`, { ratio, least: leastContrast })}</span>
            {isFine ? null : (
              <Button variant="default" size="compact-sm" onClick={() => pair.set(nearest)}>
                <span className={classes.dot} style={{ background: nearest }} aria-hidden />
                {t("look.take", { colour: nearest })}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
