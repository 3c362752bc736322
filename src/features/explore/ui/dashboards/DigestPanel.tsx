import { Button, Drawer, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMe, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { formatInstant, formatWeekday } from "#web/format/time.ts";
import { toast } from "#web/shell/toasts.ts";

import type { Digest } from "../../contract.ts";
import classes from "./Dashboards.module.css";

const cadences = ["daily", "weekly", "monthly"] as const;

interface DigestPanelProps {
  readonly opened: boolean;
  readonly dashboardId: string;
  readonly onClose: () => void;
}

/** When this dashboard comes by mail, and what the mail looks like now. */
export function DigestPanel({ opened, dashboardId, onClose }: DigestPanelProps) {
  const { t } = useTranslation("explore");
  const { data, error } = useQuery({
    ...operationQuery("explore.readDigest", { params: { id: dashboardId } }),
    enabled: opened,
  });
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={620}
      title={t("digest.title")}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      <ProblemNote error={error} />
      {data === undefined ? <Skeleton height={200} /> : null}
      {data === undefined ? null : (
        <>
          {data.isMailSetUp ? null : <p className={classes.warning}>{t("digest.noMail")}</p>}
          {data.digest?.paused === "failed" ? <p className={classes.warning}>{t("digest.failed")}</p> : null}
          <DigestForm key={data.digest?.nextAt ?? "none"} dashboardId={dashboardId} digest={data.digest} />
          <Preview dashboardId={dashboardId} />
        </>
      )}
    </Drawer>
  );
}

function DigestForm({ dashboardId, digest }: { dashboardId: string; digest: Digest | null }) {
  const { t, i18n } = useTranslation("explore");
  const refresh = useRefresh();
  const ownZone = useMe()?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [wish, setWish] = useState({
    cadence: digest?.cadence ?? ("weekly" as const),
    day: digest?.day ?? 1,
    time: `${two(digest?.hour ?? 9)}:${two(digest?.minute ?? 0)}`,
    timeZone: digest?.timeZone ?? ownZone,
  });
  const [error, setError] = useState<unknown>(null);
  const act = async (work: () => Promise<unknown>, said: string) => {
    setError(null);
    try {
      await work();
      await refresh("explore.readDigest");
      toast(said);
    } catch (problem) {
      setError(problem);
    }
  };
  const order = () => {
    const [hour = 9, minute = 0] = wish.time.split(":").map(Number);
    const { cadence, timeZone } = wish;
    const day = cadence === "daily" ? 1 : wish.day;
    return callOperation("explore.putDigest", {
      params: { id: dashboardId },
      body: { cadence, day, hour, minute, timeZone },
    });
  };
  const days = wish.cadence === "weekly" ? 7 : 31;
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        void act(order, t("digest.ordered"));
      }}
    >
      <p className={form.note}>{t("digest.what")}</p>
      <div className={form.row}>
        <NativeSelect
          label={t("digest.cadence")}
          value={wish.cadence}
          onChange={(event) =>
            setWish({ ...wish, cadence: cadences.find((each) => each === event.target.value) ?? "weekly", day: 1 })
          }
          data={cadences.map((value) => ({ value, label: t(`digest.${value}`) }))}
        />
        {wish.cadence === "daily" ? null : (
          <NativeSelect
            label={t("digest.day")}
            value={String(wish.day)}
            onChange={(event) => setWish({ ...wish, day: Number(event.target.value) })}
            data={Array.from({ length: days }, (_, index) => ({
              value: String(index + 1),
              label: wish.cadence === "weekly" ? formatWeekday(index + 1, i18n.language, "long") : String(index + 1),
            }))}
          />
        )}
        <TextInput
          type="time"
          label={t("digest.time")}
          value={wish.time}
          required
          onChange={(event) => setWish({ ...wish, time: event.target.value })}
        />
        <TextInput
          label={t("digest.zone")}
          value={wish.timeZone}
          onChange={(event) => setWish({ ...wish, timeZone: event.target.value })}
        />
      </div>
      {digest === null ? null : (
        <p className={form.note}>{t("digest.next", { when: formatInstant(digest.nextAt, i18n.language) })}</p>
      )}
      <ProblemNote error={error} />
      <div className={form.row}>
        <Button type="submit">{t(digest === null ? "digest.order" : "digest.change")}</Button>
        {digest === null ? null : (
          <Button
            variant="default"
            onClick={() =>
              void act(() => callOperation("explore.deleteDigest", { params: { id: dashboardId } }), t("digest.ended"))
            }
          >
            {t("digest.end")}
          </Button>
        )}
      </div>
    </form>
  );
}

function Preview({ dashboardId }: { dashboardId: string }) {
  const { t } = useTranslation("explore");
  const { data, error } = useQuery(operationQuery("explore.previewDigest", { params: { id: dashboardId } }));
  return (
    <section className={classes.preview}>
      <h3>{t("digest.preview")}</h3>
      <ProblemNote error={error} />
      {data === undefined && error === null ? <Skeleton height={320} /> : null}
      {data === undefined ? null : <iframe title={data.subject} sandbox="" srcDoc={data.html} />}
    </section>
  );
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
