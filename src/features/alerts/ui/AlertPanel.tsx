import { Button, Textarea } from "@mantine/core";
import { IconArrowRight, IconBubbleX, IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Alert, Finding } from "#feature/alerts/contract";
import { operationQuery, useMay } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import type { AppSearch } from "#web/filters/search.ts";
import { formatInstant } from "#web/format/time.ts";

import { sayFinding } from "../rules.ts";
import { AlertChart } from "./AlertChart.tsx";
import { upperFirst } from "./AlertLine.tsx";
import classes from "./Alerts.module.css";
import { behindOf, daysOf } from "./behind.ts";
import { recent } from "./chart-trend.ts";
import { HowSure } from "./HowSure.tsx";
import { useSpeech } from "./speech.ts";
import { useAlertDeeds } from "./use-alerts.ts";
import { useWatchName } from "./watch-name.ts";

/** One alert in full, beside the list: how big, how sure, what changed, the answers behind it, what becomes of it. */
export function AlertPanel() {
  const { t } = useTranslation("alerts");
  const navigate = useNavigate();
  const search: AppSearch = useSearch({ strict: false });
  const { id = "" } = useParams({ strict: false });
  const { data, error } = useQuery(operationQuery("alerts.readAlert", { params: { id } }));
  const speech = useSpeech();
  const close = () => void navigate({ to: "/alerts", search, resetScroll: false });
  const said = data === undefined ? undefined : sayFinding(data.alert, speech);
  return (
    <SidePanel title={said?.about ?? t("one")} onClose={close}>
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={4} height={90} /> : null}
      {data === undefined || said === undefined ? null : (
        <div className={classes.panel}>
          <div>
            <p className={classes.headline}>{upperFirst(said.what, speech.language)}</p>
            {said.detail === "" ? null : <p className={classes.detail}>{said.detail}</p>}
          </div>
          {data.chart === null || data.alert.finding.type !== "moved" ? null : (
            <AlertChart
              alert={data.alert}
              chart={recent(data.chart)}
              finding={data.alert.finding}
              alternative={upperFirst(said.what, speech.language)}
            />
          )}
          <Ways alert={data.alert} />
          <HowSure alert={data.alert} />
          <Judgement key={data.alert.id} alert={data.alert} onDone={close} />
        </div>
      )}
    </SidePanel>
  );
}

/** Where to go from here. */
function Ways({ alert }: { alert: Alert }) {
  const { t } = useTranslation("alerts");
  const days = daysOf(alert);
  const behind = behindOf(alert, days);
  const mayRead = useMay("answers.read");
  const { finding } = alert;
  return (
    <div className={classes.ways}>
      {finding.type === "moved" && finding.kind === "measure" && behind !== null ? (
        <Way to="/changes" search={{ ...behind, compare: "previous" }} text={t("way.changes")} />
      ) : null}
      {behind !== null && mayRead ? <Way to="/answers" search={behind} text={t("way.answers")} /> : null}
      {finding.type === "answer" && mayRead ? (
        <Way to={`/answers/${finding.responseId}`} search={{}} text={t("way.answer")} />
      ) : null}
      {finding.type === "more-answers" && mayRead ? (
        <Way
          to="/answers"
          search={{ period: "custom", from: finding.day, to: finding.day, comments: true }}
          text={t("way.day")}
        />
      ) : null}
      {finding.type === "focus" ? <FocusWays finding={finding} /> : null}
      {finding.type === "target" ? <Way to="/alerts/targets" search={{}} text={t("way.targets")} /> : null}
    </div>
  );
}

/** The problem, and every problem by how loud and how heavy it is. */
function FocusWays({ finding: { problem, measure } }: { finding: Extract<Finding, { type: "focus" }> }) {
  const { t } = useTranslation("alerts");
  return (
    <>
      <Way to={`/problems/${problem.key}`} search={{ measure }} text={t("way.problem")} />
      <Way to="/pain" search={{ measure, picture: "sources" }} text={t("way.ranks")} />
    </>
  );
}

function Way({ to, search, text }: { to: string; search: AppSearch; text: string }) {
  return (
    <Link to={to} search={search} className={classes.way}>
      {text}
      <IconArrowRight size={16} aria-hidden />
    </Link>
  );
}

/** What becomes of it, and who said so. */
function Judgement({ alert, onDone }: { alert: Alert; onDone: () => void }) {
  const { t, i18n } = useTranslation("alerts");
  const mayJudge = useMay("annotations.write");
  const watchName = useWatchName();
  const [note, setNote] = useState(alert.note);
  const { set, reopen, isPending } = useAlertDeeds();
  const isJudged = alert.state === "acknowledged" || alert.state === "dismissed";
  const judge = (state: "acknowledged" | "dismissed") => [set(alert, state, note.trim()), onDone()];
  return (
    <section className={classes.judgement} aria-label={t("judgement")}>
      {isJudged ? (
        <p>
          {t(`judged.${alert.state}`, {
            name: alert.stateBy?.name ?? "—",
            when: alert.stateAt === null ? "" : formatInstant(alert.stateAt, i18n.language),
          })}
          {alert.note === "" ? null : <q>{alert.note}</q>}
        </p>
      ) : null}
      {mayJudge && !isJudged ? (
        <>
          <Textarea
            label={t("note")}
            placeholder={t("noteHint")}
            value={note}
            maxLength={1000}
            autosize
            minRows={2}
            onChange={(event) => setNote(event.target.value)}
          />
          <div className={classes.buttons}>
            <Button leftSection={<IconCheck size={17} />} loading={isPending} onClick={() => judge("acknowledged")}>
              {t("acknowledge")}
            </Button>
            <Button variant="default" leftSection={<IconBubbleX size={17} />} onClick={() => judge("dismissed")}>
              {t("dismiss")}
            </Button>
          </div>
          <p className={classes.small}>{t("dismissWhy")}</p>
        </>
      ) : null}
      {mayJudge && isJudged ? (
        <Button variant="default" onClick={() => reopen(alert)}>
          {t("reopen")}
        </Button>
      ) : null}
      <p className={classes.small}>
        {t("from")}{" "}
        <Link to="/alerts/watches/$id" params={{ id: alert.watch.id }} search={{}}>
          {watchName(alert.watch)}
        </Link>
      </p>
    </section>
  );
}
