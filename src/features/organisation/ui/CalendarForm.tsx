import { Button, Modal, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Calendar } from "#feature/organisation/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import { wrongDays } from "./calendar-draft.ts";
import { HolidaysField } from "./HolidaysField.tsx";
import classes from "./Settings.module.css";
import panel from "./UnitPanel.module.css";
import { WeekField } from "./WeekField.tsx";

/** A working calendar: its name, the hours of its week, its days off. */
export function CalendarForm({ calendar, onClose }: { calendar: Calendar; onClose: () => void }) {
  const { t } = useTranslation("organisation");
  const refresh = useRefresh();
  const [draft, setDraft] = useState(calendar);
  const put = useMutation({
    mutationFn: ({ id, ...body }: Calendar) => callOperation("organisation.putCalendar", { params: { id }, body }),
    onSuccess: async ({ name }) => {
      onClose();
      toast(t("form.saved", { name }));
      await refresh("organisation.");
    },
  });
  const isWrong = wrongDays(draft.weekly).length > 0;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const holidays = draft.holidays.filter(({ date }) => date !== "").map((one) => ({ ...one, name: one.name.trim() }));
    put.mutate({ ...draft, name: draft.name.trim(), holidays });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={calendar.name === "" ? t("calendars.newTitle") : t("form.title", { name: calendar.name })}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t("unit.name")}
          required
          withAsterisk={false}
          maxLength={200}
          data-autofocus
          value={draft.name}
          onChange={({ target }) => setDraft({ ...draft, name: target.value })}
        />
        <WeekField
          week={draft.weekly}
          onChange={(weekly) => setDraft({ ...draft, weekly: weekly.map((day) => [...day]) })}
        />
        <HolidaysField
          holidays={draft.holidays}
          onChange={(holidays) => setDraft({ ...draft, holidays: [...holidays] })}
        />
        <ProblemNote error={put.error} />
        <div className={panel.end}>
          <Button variant="default" onClick={onClose}>
            {t("web:action.cancel")}
          </Button>
          <Button type="submit" loading={put.isPending} disabled={isWrong}>
            {t("web:action.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
