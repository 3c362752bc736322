import { useTranslation } from "react-i18next";

import type { Sample } from "#feature/sample/contract";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatCount } from "#web/format/number.ts";
import { RemoveSample } from "#web/sample/RemoveSample.tsx";
import { useSample } from "#web/sample/use-sample.ts";

import { OfferSample } from "./OfferSample.tsx";
import classes from "./Sample.module.css";
import { SampleProgress } from "./SampleProgress.tsx";
import { Tour } from "./Tour.tsx";

/** The sample company and the guided tour through it. */
export function TrainingPage() {
  const { t } = useTranslation("sample");
  const { data: sample, error } = useSample();
  return (
    <>
      {sample === undefined ? <PageHead title={t("title")} answer=" " /> : null}
      <ProblemNote error={error} />
      {sample === undefined ? <SkeletonList rows={5} /> : <Standing sample={sample} />}
    </>
  );
}

function Standing({ sample }: { sample: Sample }) {
  if (sample.state === "none") return <OfferSample />;
  if (sample.state === "ready") return <Ready sample={sample} />;
  return <SampleProgress sample={sample} />;
}

function Ready({ sample }: { sample: Sample }) {
  const { t, i18n } = useTranslation("sample");
  const count = (value: number) => formatCount(value, i18n.language);
  return (
    <>
      <Tour />
      <section className={classes.about}>
        <h2>{t("about.title")}</h2>
        <p>
          {t("about.text", {
            answers: count(sample.answers),
            customers: count(sample.customers),
            employees: count(sample.employees),
            seed: sample.seed,
          })}
        </p>
        <RemoveSample sample={sample} />
      </section>
    </>
  );
}
