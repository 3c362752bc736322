import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { operationQuery } from "#web/api/queries.ts";
import { FigureView } from "#web/design/FigureView.tsx";
import sections from "#web/design/Sections.module.css";
import { useNames } from "#web/format/names.ts";

import classes from "../Themes.module.css";
import { useThemeWords } from "../words.ts";

const tones = ["positive", "neutral", "negative"];

/**
 * The tone that the machine hears, held against the score that the same person gave: where tone means anything, scores fall
 * from positive to negative. Words and score of one answer; nobody's coding is needed for it.
 */
export function ToneSection() {
  const { t } = useThemeWords();
  const names = useNames();
  const measure = useMeasure();
  const { data } = useQuery({
    ...operationQuery("facts.slice", { body: { measure: measure?.ref ?? "", by: ["sentiment"] } }),
    enabled: measure !== undefined,
  });
  if (measure === undefined || data === undefined) return null;
  const rows = tones.flatMap((tone) => data.rows.find(({ key }) => key[0]?.value === tone) ?? []);
  if (rows.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="tone">
      <h2 id="tone">{t("tone.title")}</h2>
      <p className={classes.note}>{t("tone.note", { measure: names.measure(measure) })}</p>
      <dl className={sections.facts}>
        {rows.map(({ key, figure }) => (
          <div key={key[0]?.value}>
            <dt>
              <Link to="/answers" search={{ measure: measure.ref, where: { sentiment: [key[0]?.value ?? ""] } }}>
                {t(`web:sentiment.${key[0]?.value ?? ""}`)}
              </Link>
            </dt>
            <dd>
              <FigureView kind={measure.kind} figure={figure} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The recommendation with most answers that is not the employees', whose single groups are protected. */
function useMeasure() {
  const { data } = useQuery(operationQuery("facts.listMeasures", { body: {} }));
  return data?.items
    .filter(({ kind, programme, surveyId }) => kind === "nps" && programme !== "employee" && surveyId === null)
    .toSorted((a, b) => b.n - a.n)[0];
}
