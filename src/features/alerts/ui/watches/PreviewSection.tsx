import { Button } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Preview, Rule } from "#feature/alerts/contract";
import { operationQuery } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatDay } from "#web/format/time.ts";

import { sayFinding } from "../../rules.ts";
import { useSpeech } from "../speech.ts";
import { Promises } from "./Promises.tsx";
import classes from "./Watches.module.css";

/** What the rule would have told in the last twelve months: asked for by a press, since it goes through all of them. */
export function PreviewSection({ rule, quietDays }: { rule: Rule; quietDays: number }) {
  const { t } = useTranslation("alerts");
  const key = JSON.stringify([rule, quietDays]);
  const [asked, setAsked] = useState("");
  const isAsked = asked === key;
  const { data, error, isFetching } = useQuery({
    ...operationQuery("alerts.previewWatch", { body: { rule, quietDays } }),
    enabled: isAsked,
    staleTime: 60_000,
    retry: false,
  });
  return (
    <section className={classes.preview} aria-label={t("preview.title")}>
      <Button
        variant="default"
        leftSection={<IconHistory size={17} />}
        loading={isFetching}
        onClick={() => setAsked(key)}
      >
        {t("preview.ask")}
      </Button>
      {isAsked ? <ProblemNote error={error} /> : null}
      {isAsked && isFetching && data === undefined ? <SkeletonList rows={3} height={44} /> : null}
      {isAsked && data !== undefined ? <Told preview={data} rule={rule} /> : null}
    </section>
  );
}

const shown = 12;

function Told({ preview, rule }: { preview: Preview; rule: Rule }) {
  const { t, i18n } = useTranslation("alerts");
  const speech = useSpeech();
  const { status, total, alarms, promises } = preview;
  const isNow = rule.kind === "rest" || rule.kind === "focus" || rule.kind === "target";
  const series = rule.kind === "answer" || isNow ? "" : t("status.watched", { count: status.watched });
  return (
    <>
      <p className={classes.told}>{t(isNow ? "preview.now" : "preview.told", { count: total })}</p>
      <p className={classes.meta}>
        {[
          series,
          status.waiting > 0 ? t("status.waiting", { count: status.waiting }) : "",
          status.tooFew > 0 ? t("status.tooFew", { count: status.tooFew }) : "",
          status.hidden > 0 ? t("status.hidden", { count: status.hidden }) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <ol className={classes.past}>
        {alarms.slice(0, shown).map(({ at, finding }, index) => {
          const { about, what } = sayFinding({ finding, onset: at }, speech);
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a list that never changes
            <li key={index}>
              <time dateTime={at}>{formatDay(at, i18n.language)}</time>
              <span>
                {about}: {what}
              </span>
            </li>
          );
        })}
      </ol>
      {alarms.length > shown ? <p className={classes.meta}>{t("preview.more", { count: total - shown })}</p> : null}
      <Promises promises={promises} kind={rule.kind} />
    </>
  );
}
