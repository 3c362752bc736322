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
  const tasks = training?.tasks ?? [];
  const all = tasks.length;
  const done = tasks.filter(({ state }) => state !== "open").length;
  const next = tasks.find(({ state }) => state === "open")?.task;
  return (
    <>
      <PageHead
        title={t("title")}
        answer={next === undefined && all > 0 ? t("tour.finished") : t("tour.answer", { done, all })}
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
        {tasks.map((task, index) => (
          <TourTask
            key={task.task}
            task={task}
            number={index + 1}
            unit={training?.unit ?? null}
            isNext={task.task === next}
          />
        ))}
      </ol>
    </>
  );
}
