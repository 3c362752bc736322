import { Button, Checkbox, Drawer, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMe, useRefresh, useSettings } from "#web/api/queries.ts";
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

interface Wish {
  readonly cadence: (typeof cadences)[number];
  readonly day: number;
  readonly time: string;
  readonly withPdf: boolean;
  readonly timeZone: string;
}

function DigestForm({ dashboardId, digest }: { dashboardId: string; digest: Digest | null }) {
  const { t, i18n } = useTranslation("explore");
  const [own, house] = [useMe()?.timeZone, useSettings()?.timeZone];
  const ownZone = own ?? house ?? "UTC";
  const [wish, setWish] = useState<Wish>(() => firstWish(digest, ownZone));
  const { error, act } = useDeed();
  const end = () => callOperation("explore.deleteDigest", { params: { id: dashboardId } });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        void act(() => order(dashboardId, wish), t("digest.ordered"));
      }}
    >
      <p className={form.note}>{t("digest.what")}</p>
      <WhenFields wish={wish} onChange={setWish} />
      <Checkbox
        label={t("digest.pdf")}
        checked={wish.withPdf}
        onChange={(event) => setWish({ ...wish, withPdf: event.currentTarget.checked })}
      />
      {digest === null ? null : (
        <p className={form.note}>{t("digest.next", { when: formatInstant(digest.nextAt, i18n.language) })}</p>
      )}
      <ProblemNote error={error} />
      <div className={form.actions}>
        <Button type="submit">{t(digest === null ? "digest.order" : "digest.change")}</Button>
        {digest === null ? null : (
          <Button variant="default" onClick={() => void act(end, t("digest.ended"))}>
            {t("digest.end")}
          </Button>
        )}
      </div>
    </form>
  );
}

function firstWish(digest: Digest | null, ownZone: string): Wish {
  if (digest === null) return { cadence: "weekly", day: 1, time: "09:00", withPdf: false, timeZone: ownZone };
  const { cadence, day, hour, minute, withPdf, timeZone } = digest;
  return { cadence, day, time: `${two(hour)}:${two(minute)}`, withPdf, timeZone };
}

function order(dashboardId: string, { cadence, day, time, withPdf, timeZone }: Wish): Promise<unknown> {
  const [hour = 9, minute = 0] = time.split(":").map(Number);
  return callOperation("explore.putDigest", {
    params: { id: dashboardId },
    body: { cadence, day: cadence === "daily" ? 1 : day, hour, minute, withPdf, timeZone },
  });
}

function useDeed() {
  const refresh = useRefresh();
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
  return { error, act };
}

function WhenFields({ wish, onChange }: { wish: Wish; onChange: (wish: Wish) => void }) {
  const { t, i18n } = useTranslation("explore");
  const isWeekly = wish.cadence === "weekly";
  const nameOf = (day: number): string => (isWeekly ? formatWeekday(day, i18n.language, "long") : String(day));
  return (
    <div className={form.row}>
      <NativeSelect
        label={t("digest.cadence")}
        value={wish.cadence}
        onChange={(event) =>
          onChange({ ...wish, cadence: cadences.find((each) => each === event.target.value) ?? "weekly", day: 1 })
        }
        data={cadences.map((value) => ({ value, label: t(`digest.${value}`) }))}
      />
      {wish.cadence === "daily" ? null : (
        <NativeSelect
          label={t("digest.day")}
          value={String(wish.day)}
          onChange={(event) => onChange({ ...wish, day: Number(event.target.value) })}
          data={Array.from({ length: isWeekly ? 7 : 31 }, (_, index) => ({
            value: String(index + 1),
            label: nameOf(index + 1),
          }))}
        />
      )}
      <TextInput
        type="time"
        label={t("digest.time")}
        value={wish.time}
        required
        onChange={(event) => onChange({ ...wish, time: event.target.value })}
      />
      <TextInput
        label={t("digest.zone")}
        value={wish.timeZone}
        onChange={(event) => onChange({ ...wish, timeZone: event.target.value })}
      />
    </div>
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
