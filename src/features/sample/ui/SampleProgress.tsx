import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Sample } from "#feature/sample/contract";
import { useMay } from "#web/api/queries.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { formatCount } from "#web/format/number.ts";
import { RemoveSample } from "#web/sample/RemoveSample.tsx";
import { useDeed } from "#web/sample/use-sample.ts";

import classes from "./Sample.module.css";

/** How far loading or removing is. It goes on without the page. */
export function SampleProgress({ sample }: { sample: Sample }) {
  const { t, i18n } = useTranslation("sample");
  const mayManage = useMay("installation.manage");
  const load = useDeed("sample.loadSample");
  const cancel = useDeed("sample.cancelSample");
  const { state, done, total, answers } = sample;
  const isLoading = state === "loading";
  const percent = total === 0 ? 0 : Math.floor((100 * done) / total);
  return (
    <>
      <PageHead
        title={t("title")}
        answer={t(`progress.${state}`, { percent, answers: formatCount(answers, i18n.language) })}
      />
      {isLoading ? (
        <progress className={classes.progress} max={total} value={done} aria-label={t("progress.label")} />
      ) : null}
      <p className={classes.note}>{t(state === "cancelled" ? "progress.stopped" : "progress.leave")}</p>
      <ProblemNote error={cancel.error ?? load.error} />
      {mayManage && state !== "removing" ? (
        <div className={classes.actions}>
          {isLoading ? (
            <Button variant="default" loading={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate()}>
              {t("progress.cancel")}
            </Button>
          ) : (
            <>
              <Button loading={load.isPending} onClick={() => load.mutate()}>
                {t("progress.resume")}
              </Button>
              <RemoveSample sample={sample} />
            </>
          )}
        </div>
      ) : null}
    </>
  );
}
