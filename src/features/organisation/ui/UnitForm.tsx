import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Unit } from "#feature/organisation/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { timeZones } from "#web/format/zones.ts";
import { toast } from "#web/shell/toasts.ts";

import { ManagerSelect } from "./ManagerSelect.tsx";
import { draftOf, wishOf, type UnitDraft } from "./unit-draft.ts";
import classes from "./UnitPanel.module.css";

interface UnitFormProps {
  /** The unit to change; a new one when left out. */
  readonly unit?: Unit;
  /** Where a new one is to stand. */
  readonly parentCode?: string;
  readonly onClose: () => void;
}

/** A unit's words: name, kind, zone, hours, who answers for it. Where it stands is changed by moving it. */
export function UnitForm({ unit, parentCode, onClose }: UnitFormProps) {
  const { t } = useTranslation("organisation");
  const kinds = useQuery(operationQuery("organisation.listUnitKinds")).data?.items ?? [];
  const calendars = useQuery(operationQuery("organisation.listCalendars")).data?.items ?? [];
  const [values, setValues] = useState(() => draftOf(unit));
  const set = (next: Partial<typeof values>) => setValues((now) => ({ ...now, ...next }));
  const text = (field: keyof typeof values) => ({
    value: values[field],
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value }),
  });
  const put = usePut(onClose);
  const inherited = { value: "", label: t("form.inherited") };
  return (
    <Modal
      opened
      onClose={onClose}
      title={unit === undefined ? t("form.newTitle") : t("form.title", { name: unit.name })}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => [event.preventDefault(), put.mutate({ values, unit, parentCode })]}
      >
        <TextInput label={t("unit.name")} required withAsterisk={false} maxLength={200} {...text("name")} />
        {unit === undefined ? (
          <TextInput
            label={t("unit.code")}
            description={t("form.codeNote")}
            required
            withAsterisk={false}
            maxLength={120}
            {...text("code")}
          />
        ) : null}
        <NativeSelect
          label={t("unit.kind")}
          data={[{ value: "", label: t("unit.noKind") }, ...kinds.map(({ id, name }) => ({ value: id, label: name }))]}
          {...text("kind")}
        />
        <ManagerSelect
          value={values.manager}
          known={unit?.manager?.name ?? undefined}
          onChange={(manager) => set({ manager })}
        />
        <NativeSelect
          label={t("unit.zone")}
          data={[inherited, ...timeZones(values.timeZone || "UTC").map((zone) => ({ value: zone, label: zone }))]}
          {...text("timeZone")}
        />
        <NativeSelect
          label={t("unit.hours")}
          data={[inherited, ...calendars.map(({ id, name }) => ({ value: id, label: name }))]}
          {...text("calendar")}
        />
        <TextInput label={t("unit.address")} maxLength={500} {...text("address")} />
        {unit === undefined ? (
          <TextInput type="date" label={t("form.since")} description={t("form.sinceNote")} {...text("from")} />
        ) : null}
        <ProblemNote error={put.error} />
        <div className={classes.end}>
          <Button variant="default" onClick={onClose}>
            {t("web:action.cancel")}
          </Button>
          <Button type="submit" loading={put.isPending}>
            {t("web:action.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface Put {
  readonly values: UnitDraft;
  readonly unit: Unit | undefined;
  readonly parentCode: string | undefined;
}

function usePut(onClose: () => void) {
  const { t } = useTranslation("organisation");
  const refresh = useRefresh();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ values, unit, parentCode }: Put) =>
      callOperation("organisation.putUnit", {
        params: { code: unit?.code ?? values.code.trim() },
        body: wishOf(values, parentCode),
      }),
    onSuccess: async ({ code, name }) => {
      onClose();
      toast(t("form.saved", { name }));
      await refresh("organisation.", "facts.", "insight.");
      await navigate({ to: "/organisation/$code", params: { code }, resetScroll: false });
    },
  });
}
