import { Button } from "@mantine/core";
import { IconCircle, IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Training } from "#feature/sample/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { placeOf } from "#web/sample/tour-places.ts";

import classes from "./Sample.module.css";
import { TourChoice } from "./TourChoice.tsx";

type Task = Training["tasks"][number];

const icons = { open: IconCircle, done: IconCircleCheck, skipped: IconCircleDashed } as const;

/** One task: what to find or do, the way there, why it matters. */
export function TourTask({
  task: { task, state, choices },
  number,
  unit,
  isNext,
}: {
  task: Task;
  number: number;
  unit: Training["unit"];
  isNext: boolean;
}) {
  const { t } = useTranslation("sample");
  const refresh = useRefresh();
  const note = useMutation({
    mutationFn: (body: { skip?: boolean; answer?: string }) =>
      callOperation("sample.noteTask", { params: { task }, body }),
    onSuccess: () => refresh("sample.readTraining"),
  });
  const Icon = icons[state];
  const place = placeOf(task, unit?.code);
  const isOpen = state === "open";
  return (
    <li className={classes.task} data-state={state}>
      <details open={isNext}>
        <summary>
          <Icon size={20} stroke={1.7} aria-hidden />
          <span>
            {number}. {t(`task.${task}`, { unit: unit?.name })}
          </span>
          <span className={classes.mark}>{t(`state.${state}`)}</span>
        </summary>
        <div className={classes.body}>
          <p>{t(`task.${task}-how`, { unit: unit?.name })}</p>
          {isOpen && choices.length > 0 ? (
            <TourChoice
              task={task}
              choices={choices}
              isWrong={note.data?.accepted === false}
              isPending={note.isPending}
              onAnswer={(answer) => note.mutate({ answer })}
            />
          ) : null}
          <p className={classes.why}>
            <strong>{t("tour.why")}</strong> {t(`task.${task}-why`)}
          </p>
          <ProblemNote error={note.error} />
          <div className={classes.actions}>
            <Link to={place.to} search={place.search} className={classes.go} data-main={isOpen}>
              {t("tour.go")}
            </Link>
            {isOpen ? (
              <Button variant="subtle" onClick={() => note.mutate({ skip: true })}>
                {t("tour.skip")}
              </Button>
            ) : null}
          </div>
        </div>
      </details>
    </li>
  );
}
