import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { useMay } from "#web/api/queries.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import sections from "#web/design/Sections.module.css";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatInstant } from "#web/format/time.ts";

import type { CodingState, Recoding } from "../../contract.ts";
import classes from "../Themes.module.css";
import { ThemesTabs } from "../ThemesTabs.tsx";
import { useCodingState } from "../use-themes.ts";
import { useThemeWords, type ThemeWords } from "../words.ts";
import { RecodingProgress } from "./RecodingProgress.tsx";
import { useRecode } from "./use-recode.ts";

/** Coding the past anew by the codebook as it is now: how far it is, and what the last one changed. It goes on when one leaves. */
export function RecodingPage() {
  const words = useThemeWords();
  const { t } = words;
  const state = useCodingState();
  useFreshAfter(state);
  return (
    <>
      <PageHead title={t("recoding.title")} answer={state === undefined ? " " : answerOf(state, words)} />
      <ThemesTabs />
      {state === undefined ? <SkeletonList rows={3} height={80} /> : <Standing state={state} />}
    </>
  );
}

function answerOf({ recoding, isRecodingDue }: CodingState, { t }: ThemeWords): string {
  if (recoding !== null) return t("recoding.running");
  return t(isRecodingDue ? "recoding.due" : "recoding.fresh");
}

/** When a recoding ends, every number may be another one. */
function useFreshAfter(state: CodingState | undefined): void {
  const cache = useQueryClient();
  const isRunning = state !== undefined && state.recoding !== null;
  const was = useRef(isRunning);
  useEffect(() => {
    if (was.current && !isRunning) void cache.invalidateQueries();
    was.current = isRunning;
  }, [cache, isRunning]);
}

function Standing({ state }: { state: CodingState }) {
  const { t, count } = useThemeWords();
  const mayWrite = useMay("themes.write");
  const { recode, cancel, isPending } = useRecode();
  const { recoding, lastRecoding } = state;
  return (
    <div className={classes.stack}>
      <section className={classes.section}>
        <p className={classes.note}>{t("recoding.text")}</p>
        {recoding === null ? null : <RecodingProgress recoding={recoding} />}
        {recoding === null ? null : <p className={classes.note}>{t("recoding.leave")}</p>}
        {mayWrite ? (
          <div className={classes.actions}>
            {recoding === null ? (
              <Button loading={isPending} variant={state.isRecodingDue ? "filled" : "default"} onClick={recode}>
                {t("recoding.start")}
              </Button>
            ) : (
              <Button variant="default" loading={isPending} onClick={cancel}>
                {t("recoding.stop")}
              </Button>
            )}
          </div>
        ) : null}
      </section>
      {lastRecoding === null ? null : <Last recoding={lastRecoding} />}
      <section className={classes.section} aria-label={t("recoding.now")}>
        <h2>{t("recoding.now")}</h2>
        <dl className={sections.facts}>
          {(["coded", "themed", "byPeople", "waiting"] as const).map((what) => (
            <div key={what}>
              <dt>{t(`recoding.${what}`)}</dt>
              <dd>{count(state[what])}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}

function Last({ recoding: { state, done, changed, total, startedAt, finishedAt } }: { recoding: Recoding }) {
  const { t, count, language } = useThemeWords();
  return (
    <section className={classes.section} aria-label={t("recoding.last")}>
      <h2>{t("recoding.last")}</h2>
      <p>
        {t(`recoding.ended.${state}`, {
          at: formatInstant(finishedAt ?? startedAt, language),
          done: count(done),
          total: count(total),
          changed: count(changed),
        })}
      </p>
    </section>
  );
}
