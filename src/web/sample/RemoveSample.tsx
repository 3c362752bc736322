import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Sample } from "#feature/sample/contract";

import { useMay } from "../api/queries.ts";
import { confirm } from "../design/confirm.ts";
import { ProblemNote } from "../design/ProblemNote.tsx";
import { formatCount } from "../format/number.ts";
import classes from "./SampleBanner.module.css";
import { useDeed } from "./use-sample.ts";

/** Removes the sample company; asks once, naming what goes and what stays. */
export function RemoveSample({ sample, isQuiet = false }: { sample: Sample; isQuiet?: boolean }) {
  const { t, i18n } = useTranslation("sample");
  const mayManage = useMay("installation.manage");
  const remove = useDeed("sample.removeSample");
  if (!mayManage) return null;

  const count = (value: number) => formatCount(value, i18n.language);
  const ask = async () => {
    const agreed = await confirm({
      title: t("remove.title"),
      text: t("remove.text", {
        answers: count(sample.answers),
        customers: count(sample.customers),
        units: count(sample.units),
        surveys: count(sample.surveys),
      }),
      action: t("remove.action"),
    });
    if (agreed) remove.mutate();
  };
  return (
    <>
      {isQuiet ? (
        <button type="button" className={classes.link} onClick={() => void ask()} disabled={remove.isPending}>
          {t("remove.short")}
        </button>
      ) : (
        <Button variant="default" color="red" loading={remove.isPending} onClick={() => void ask()}>
          {t("remove.action")}
        </Button>
      )}
      <ProblemNote error={remove.error} />
    </>
  );
}
