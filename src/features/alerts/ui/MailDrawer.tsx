import { Button, Checkbox, Drawer, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { cadences, type MailWish } from "#feature/alerts/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { formatHour, formatInstant } from "#web/format/time.ts";
import { toast } from "#web/shell/toasts.ts";

/** How one hears of alerts: by the bell, by mail. */
export function MailDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t, i18n } = useTranslation("alerts");
  const { data, error } = useQuery({ ...operationQuery("alerts.readMail"), enabled: opened });
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={480}
      title={t("mail.how")}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      <ProblemNote error={error} />
      {data === undefined ? <Skeleton height={200} /> : null}
      {data === undefined ? null : (
        <>
          {data.isMailSetUp ? null : <p className={form.note}>{t("mail.notSetUp")}</p>}
          {data.paused === "failed" ? <p className={form.problem}>{t("mail.failed")}</p> : null}
          <MailForm key={JSON.stringify(data.wish)} first={data.wish} onClose={onClose} />
          {data.nextAt === null ? null : (
            <p className={form.note}>{t("mail.next", { when: formatInstant(data.nextAt, i18n.language) })}</p>
          )}
        </>
      )}
    </Drawer>
  );
}

function MailForm({ first, onClose }: { first: MailWish; onClose: () => void }) {
  const { t } = useTranslation("alerts");
  const refresh = useRefresh();
  const [wish, setWish] = useState(first);
  const save = useMutation({
    mutationFn: () => callOperation("alerts.putMail", { body: wish }),
    onSuccess: async () => {
      await refresh("alerts.readMail");
      toast(t("mail.saved"));
      onClose();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Checkbox
        label={t("mail.bell")}
        checked={wish.notices}
        onChange={(event) => setWish({ ...wish, notices: event.target.checked })}
      />
      <NativeSelect
        label={t("mail.cadence")}
        value={wish.cadence}
        data={cadences.map((value) => ({ value, label: t(`mail.${value}`) }))}
        onChange={(event) =>
          setWish({ ...wish, cadence: cadences.find((each) => each === event.target.value) ?? "off" })
        }
      />
      {wish.cadence === "off" ? null : (
        <div className={form.row}>
          <NativeSelect
            label={t("mail.hour")}
            value={String(wish.hour)}
            data={Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: formatHour(hour) }))}
            onChange={(event) => setWish({ ...wish, hour: Number(event.target.value) })}
          />
          <TextInput
            label={t("mail.zone")}
            value={wish.timeZone}
            onChange={(event) => setWish({ ...wish, timeZone: event.target.value })}
          />
        </div>
      )}
      <p className={form.note}>{t("mail.what")}</p>
      <ProblemNote error={save.error} />
      <div className={form.actions}>
        <Button type="submit" loading={save.isPending}>
          {t("web:action.save")}
        </Button>
      </div>
    </form>
  );
}
