import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { useTraining } from "#web/sample/use-sample.ts";

import classes from "./Sample.module.css";
import { TourTask } from "./TourTask.tsx";

/** The tasks of the tour in their order; the first open one is unfolded. */
export function Tour() {
  const { t } = useTranslation("sample");
  const refresh = useRefresh();
  const { data: training, error } = useTraining(true);
  const restart = useMutation({
    mutationFn: () => callOperation("sample.restartTraining"),
    onSuccess: () => refresh("sample.readTraining"),
  });
  const done = training?.tasks.filter(({ state }) => state !== "open").length ?? 0;
  const next = training?.tasks.find(({ state }) => state === "open")?.task;
  const all = training?.tasks.length ?? 0;
  return (
    <>
      <PageHead
        title={t("title")}
        answer={
          training === undefined ? " " : next === undefined ? t("tour.finished") : t("tour.answer", { done, all })
        }
        actions={
          done > 0 ? (
            <Button variant="subtle" loading={restart.isPending} onClick={() => restart.mutate()}>
              {t("tour.restart")}
            </Button>
          ) : undefined
        }
      />
      <ProblemNote error={error ?? restart.error} />
      {training === undefined ? <SkeletonList rows={all || 9} /> : null}
      <ol className={classes.tour}>
        {training?.tasks.map((task, index) => (
          <TourTask key={task.task} task={task} number={index + 1} unit={training.unit} isNext={task.task === next} />
        ))}
      </ol>
    </>
  );
}
