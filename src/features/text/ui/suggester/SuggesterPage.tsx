import { useQuery } from "@tanstack/react-query";

import type { OperationAnswer } from "#web/api/operations.ts";
import { operationQuery, useMay } from "#web/api/queries.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import classes from "../Themes.module.css";
import { ThemesTabs } from "../ThemesTabs.tsx";
import { useQuality } from "../use-themes.ts";
import { useThemeWords, type ThemeWords } from "../words.ts";
import { SuggesterForm } from "./SuggesterForm.tsx";

type Shown = OperationAnswer<"text.readSuggester">;

/** The outside suggester: off unless switched on; what leaves the house, what it may cost, how good it is. */
export function SuggesterPage() {
  const words = useThemeWords();
  const { t } = words;
  const { data, error } = useQuery(operationQuery("text.readSuggester"));
  const mayManage = useMay("installation.manage");
  return (
    <>
      <PageHead title={t("suggester.title")} answer={data === undefined ? " " : answerOf(data, words)} />
      <ThemesTabs />
      <ProblemNote error={error} />
      {data === undefined ? (
        error === null && <SkeletonList rows={4} height={60} />
      ) : (
        <div className={classes.two}>
          {mayManage ? (
            <SuggesterForm kept={data} key={`${data.baseUrl} ${data.model} ${data.isEnabled}`} />
          ) : (
            <p className={classes.note}>{t("suggester.mayNot")}</p>
          )}
          <Leaves />
        </div>
      )}
    </>
  );
}

function answerOf({ isEnabled, spentToday, dailyTokens }: Shown, { t, count }: ThemeWords): string {
  if (!isEnabled) return t("suggester.off");
  return t("suggester.on", { spent: count(spentToday), budget: count(dailyTokens) });
}

/** What goes out and what does not, in plain words, and how good it was so far. */
function Leaves() {
  const { t, estimate, count } = useThemeWords();
  const suggester = useQuality()?.suggester;
  return (
    <section className={classes.section} aria-label={t("suggester.leaves")}>
      <h2>{t("suggester.leaves")}</h2>
      <ul className={classes.plain}>
        {["words", "names", "masked", "people", "count"].map((what) => (
          <li key={what}>{t(`suggester.says.${what}`)}</li>
        ))}
      </ul>
      <h2>{t("suggester.quality")}</h2>
      <p className={classes.note}>
        {suggester === undefined || suggester === null || suggester.precision === null
          ? t("suggester.unmeasured")
          : t("suggester.measured", { share: estimate(suggester.precision), n: count(suggester.texts) })}
      </p>
    </section>
  );
}
