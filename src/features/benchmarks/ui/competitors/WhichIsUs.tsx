import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useMay } from "#web/api/queries.ts";
import sections from "#web/design/Sections.module.css";

import type { Comparison } from "../../contract.ts";
import { useDeed } from "../use-benchmarks.ts";

/** Asks once which of those that a study measured is the organisation itself. */
export function WhichIsUs({ found }: { found: Comparison }) {
  const { t } = useTranslation("benchmarks");
  const mayWrite = useMay("weights.write");
  const { settings, studyValues, items } = found;
  const choose = useDeed({
    run: (ownValue: string) => callOperation("benchmarks.putBenchmarkSettings", { body: { ...settings, ownValue } }),
    done: t("settings.saved"),
    undo: () => callOperation("benchmarks.putBenchmarkSettings", { body: settings }),
  });
  const isKnown = items.some(({ isOwn, latest }) => isOwn && latest?.from === "study");
  if (isKnown || studyValues.length === 0 || !mayWrite) return null;
  return (
    <section className={sections.section} aria-label={t("which.title")}>
      <p className={sections.caution}>{t("which.text")}</p>
      <div className={sections.actions}>
        {studyValues.slice(0, 12).map(({ value, name }) => (
          <Button key={value} variant="default" onClick={() => choose(value)}>
            {name}
          </Button>
        ))}
      </div>
    </section>
  );
}
