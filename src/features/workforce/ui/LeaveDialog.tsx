import { Button, Modal, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import type { StaffDetail } from "#feature/workforce/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import classes from "./Staff.module.css";
import { StaffSelect } from "./StaffSelect.tsx";

/** Somebody leaves: from when, and who leads their people then. Says what will happen; can be undone. */
export function LeaveDialog({ member, onClose }: { member: StaffDetail; onClose: () => void }) {
  const { t } = useTranslation("workforce");
  const refresh = useRefresh();
  const [on, setOn] = useState("");
  const [successor, setSuccessor] = useState<string | null>(member.manager?.code ?? null);
  const params = { code: member.code };
  const undo = async () => {
    const staff = member.reports.map(({ code }) => ({ code, manager: member.code }));
    await callOperation("workforce.putStaff", {
      params,
      body: { leftOn: null, manager: member.manager?.code ?? null },
    });
    if (staff.length > 0) await callOperation("workforce.putManyStaff", { body: { staff } });
    await refresh("workforce.");
  };
  const leave = useMutation({
    mutationFn: () => callOperation("workforce.leave", { params, body: { on, successor } }),
    onSuccess: async () => {
      await refresh("workforce.");
      toast(t("hasLeft", { name: member.name }), { undo: () => void undo() });
      onClose();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    leave.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("leaveOf", { name: member.name })}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          type="date"
          label={t("field.leftOn")}
          description={t("leftNote")}
          required
          withAsterisk={false}
          data-autofocus
          value={on}
          onChange={({ target }) => setOn(target.value)}
        />
        {member.reports.length === 0 ? null : (
          <StaffSelect
            label={t("successor", { count: member.reports.length })}
            known={member.manager}
            except={member.code}
            value={successor}
            onChange={setSuccessor}
          />
        )}
        {member.manages.length === 0 ? null : (
          <p className={classes.note}>
            {t("managesNote", { units: member.manages.map(({ name }) => name).join(", ") })}
          </p>
        )}
        <p className={classes.note}>{t("leaveNote")}</p>
        <ProblemNote error={leave.error} />
        <div className={classes.end}>
          <Button variant="default" onClick={onClose}>
            {t("web:action.cancel")}
          </Button>
          <Button type="submit" loading={leave.isPending}>
            {t("leave")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
