import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useMay, useRefresh, useSettings } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import classes from "#web/design/Sections.module.css";

import type { ThresholdAnswer } from "../../contract.ts";

/** What was found beside what is set; it becomes the organisation's own only by somebody's act. */
export function CutChoice({ told }: { told: NonNullable<ThresholdAnswer["told"]> }) {
  const { t } = useTranslation("sampling");
  const settings = useSettings();
  const mayChange = useMay("organisation.write");
  const refresh = useRefresh();
  const apply = useMutation({
    mutationFn: (cutPoints: { detractorMax: number; promoterMin: number }) =>
      callOperation("organisation.updateSettings", { body: { cutPoints } }),
    onSuccess: () => refresh("organisation.", "facts.", "insight.", "explore.", "sampling."),
  });
  if (settings === undefined) return null;
  const { detractorMax, promoterMin } = settings.cutPoints;
  const isHeld = told.interval.low <= detractorMax && detractorMax <= told.interval.high;
  const cut = Math.min(8, told.detractorMax);
  const params = { set: detractorMax, found: told.detractorMax };
  const ask = async () => {
    const question = { title: t("cut.ask", { cut }), text: t("cut.askText"), action: t("cut.do") };
    if (await confirm(question)) apply.mutate({ detractorMax: cut, promoterMin: Math.max(promoterMin, cut + 1) });
  };
  return (
    <section className={classes.section}>
      <h2>{t("cut.title")}</h2>
      <p className={classes.note}>{t(isHeld ? "cut.held" : "cut.differs", params)}</p>
      <ProblemNote error={apply.error} />
      {mayChange && told.detractorMax !== detractorMax ? (
        <div className={classes.actions}>
          <Button variant="default" loading={apply.isPending} onClick={() => void ask()}>
            {t("cut.apply", { cut })}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
