import { Link } from "@tanstack/react-router";

import { Skeleton } from "#web/design/Skeleton.tsx";
import { Whisker } from "#web/design/Whisker.tsx";

import { rulingOf } from "../quality/ruling.ts";
import { partsOf } from "../sides.ts";
import { useQuality } from "../use-themes.ts";
import { useThemeWords } from "../words.ts";
import classes from "./Editor.module.css";

const whole = { low: 0, high: 1 } as const;

/** How well each side of the theme is coded: precision and recall, and whether the machine may code it by itself. */
export function ThemeQuality({ themeKey }: { themeKey: string }) {
  const { t, count, estimate, share } = useThemeWords();
  const quality = useQuality();
  if (quality === undefined) return <Skeleton height={120} />;
  const codes = quality.codes.filter(({ code }) => partsOf(code).theme === themeKey);
  const rare = quality.tooRare.filter(({ code }) => partsOf(code).theme === themeKey);
  return (
    <section className={classes.section} aria-label={t("theme.quality")}>
      <h2>{t("theme.quality")}</h2>
      {codes.length === 0 && rare.length === 0 ? (
        <p className={classes.note}>
          {t("theme.unmeasured")} <Link to="/themes/coding">{t("tab.coding")}</Link>
        </p>
      ) : null}
      {codes.map((one) => {
        const ruling = rulingOf(one);
        return (
          <div key={one.code} className={classes.measured}>
            <h3>
              {one.name} <small>{t(`side.${partsOf(one.code).side}`)}</small>
            </h3>
            {(["precision", "recall"] as const).map((what) => {
              const figure = one[what];
              return (
                <div key={what} className={classes.figure}>
                  <span>{t(`quality.${what}`)}</span>
                  {figure === null ? (
                    <span className={classes.note}>{t("quality.noFigure")}</span>
                  ) : (
                    <>
                      <Whisker
                        value={figure.value}
                        interval={figure.interval}
                        domain={whole}
                        reference={what === "precision" ? 0.9 : undefined}
                      />
                      <span className={classes.digits}>
                        {estimate(figure)} <small>n {count(figure.n)}</small>
                      </span>
                    </>
                  )}
                </div>
              );
            })}
            <p className={classes.note}>
              {t(`ruling.${ruling}`, { share: one.threshold === null ? "" : share(one.threshold) })}
            </p>
          </div>
        );
      })}
      {rare.map(({ code, name, n }) => (
        <p key={code} className={classes.note}>
          {t("theme.rare", { name, side: t(`side.${partsOf(code).side}`), n: count(n) })}
        </p>
      ))}
    </section>
  );
}
