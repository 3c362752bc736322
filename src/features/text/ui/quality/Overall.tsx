import { useState } from "react";

import { MethodDrawer } from "#web/design/MethodDrawer.tsx";
import sections from "#web/design/Sections.module.css";

import type { Quality } from "../../contract.ts";
import classes from "../Themes.module.css";
import { useThemeWords } from "../words.ts";

/** The whole of it in a few figures: the machine, two people, the outside suggester. */
export function Overall({ quality }: { quality: Quality }) {
  const { t, count, estimate, number } = useThemeWords();
  const [isExplained, setExplained] = useState(false);
  const { machine, agreement, suggester, microF1, macroF1 } = quality;
  const missing = t("quality.notYet");
  return (
    <section className={classes.section} aria-label={t("quality.overall")}>
      <div className={classes.sectionHead}>
        <h2>{t("quality.overall")}</h2>
        <button type="button" className={classes.more} onClick={() => setExplained(true)}>
          {t("web:chart.how")}
        </button>
      </div>
      <dl className={sections.facts}>
        {(["precision", "recall"] as const).map((what) => {
          const figure = machine[what];
          return (
            <div key={what}>
              <dt>{t(`quality.machine.${what}`)}</dt>
              <dd>
                {figure === null ? missing : estimate(figure)}
                <small>{figure === null ? t("quality.needsPeople") : `n ${count(figure.n)}`}</small>
              </dd>
            </div>
          );
        })}
        <div>
          <dt>{t("quality.kappa")}</dt>
          <dd>
            {agreement === null ? missing : number(agreement.kappa)}
            <small>
              {agreement === null
                ? t("quality.needsTwo")
                : t("quality.kappaOf", {
                    low: number(agreement.low),
                    high: number(agreement.high),
                    n: count(agreement.texts),
                    level: t(`kappa.${levelOf(agreement.kappa)}`),
                  })}
            </small>
          </dd>
        </div>
        {macroF1 === null || microF1 === null ? null : (
          <div>
            <dt>{t("quality.model")}</dt>
            <dd>
              {number(microF1)}
              <small>
                {t("quality.modelOf", { macro: number(macroF1), n: count(quality.n), folds: quality.folds })}
              </small>
            </dd>
          </div>
        )}
        {suggester === null ? null : (
          <div>
            <dt>{t("quality.suggester")}</dt>
            <dd>
              {suggester.precision === null ? missing : estimate(suggester.precision)}
              <small>
                {suggester.recall === null
                  ? `n ${count(suggester.texts)}`
                  : t("quality.suggesterOf", { recall: estimate(suggester.recall), n: count(suggester.texts) })}
              </small>
            </dd>
          </div>
        )}
      </dl>
      <MethodDrawer
        methods={["coderQuality", "coderAgreement"]}
        opened={isExplained}
        onClose={() => setExplained(false)}
      />
    </section>
  );
}

/** Words for a kappa: Landis & Koch, Biometrics, 1977. */
function levelOf(kappa: number): "slight" | "fair" | "moderate" | "substantial" | "perfect" {
  if (kappa <= 0.2) return "slight";
  if (kappa <= 0.4) return "fair";
  if (kappa <= 0.6) return "moderate";
  return kappa <= 0.8 ? "substantial" : "perfect";
}
