import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useMay, useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import classes from "#web/design/Sections.module.css";
import { formatCount } from "#web/format/number.ts";

import type { Scheme } from "../../contract.ts";
import own from "./Weights.module.css";

const deeds = {
  apply: "sampling.applyScheme",
  cancel: "sampling.cancelScheme",
  undo: "sampling.undoScheme",
  delete: "sampling.deleteScheme",
} as const;

/** Where a scheme stands, and what can be done about it. */
export function SchemeState({ scheme }: { scheme: Scheme }) {
  const { t, i18n } = useTranslation("sampling");
  const mayWrite = useMay("weights.write");
  const refresh = useRefresh();
  const { id, state, progress, weighted, definition } = scheme;
  const params = { params: { id } };
  const act = useMutation({
    mutationFn: async (what: "apply" | "cancel" | "undo" | "delete") => {
      await callOperation(deeds[what], params);
    },
    onSuccess: () => refresh("sampling.", "facts.", "insight.", "explore."),
  });
  const askFirst = async (what: "apply" | "undo" | "delete") => {
    const question = {
      title: t(`ask.${what}`, { name: definition.name }),
      text: t(`ask.${what}Text`),
      action: t(`weights.${what}`),
    };
    if (await confirm(question)) act.mutate(what);
  };
  const count = (value: number): string => formatCount(value, i18n.language);
  return (
    <section className={classes.section} aria-live="polite">
      <h2>{definition.name}</h2>
      <p className={classes.note}>
        {t(`state.${state}`)}
        {state === "applied" ? ` · ${t("weights.weighted", { count: weighted, number: count(weighted) })}` : ""}
      </p>
      {progress === null ? null : (
        <>
          <progress
            className={own.progress}
            max={Math.max(1, progress.total)}
            value={progress.done}
            aria-label={t(`state.${state}`)}
          />
          <p className={classes.note}>
            {t("weights.progress", { done: count(progress.done), total: count(progress.total) })}
          </p>
        </>
      )}
      <ProblemNote error={act.error} />
      {mayWrite ? (
        <div className={classes.actions}>
          {state === "draft" || state === "applied" ? (
            <Button loading={act.isPending} onClick={() => void askFirst("apply")}>
              {t(state === "applied" ? "weights.again" : "weights.apply")}
            </Button>
          ) : null}
          {state === "applying" ? (
            <Button variant="default" loading={act.isPending} onClick={() => act.mutate("cancel")}>
              {t("weights.cancel")}
            </Button>
          ) : null}
          {state === "applied" ? (
            <Button variant="default" onClick={() => void askFirst("undo")}>
              {t("weights.undo")}
            </Button>
          ) : null}
          {state === "draft" ? (
            <Button variant="subtle" color="red" onClick={() => void askFirst("delete")}>
              {t("weights.delete")}
            </Button>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
