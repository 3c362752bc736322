import { Button, Modal, TagsInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import type { StaffDetail } from "#feature/workforce/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import { changesOf, draftOf, type Draft } from "./staff-draft.ts";
import classes from "./Staff.module.css";
import { StaffSelect, UnitSelect } from "./StaffSelect.tsx";

/** Adds somebody, or changes what is known of them. */
export function StaffForm({ member, onClose }: { member?: StaffDetail; onClose: () => void }) {
  const { t } = useTranslation("workforce");
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [draft, setDraft] = useState<Draft>(() => draftOf(member));
  const set = (next: Partial<Draft>) => setDraft({ ...draft, ...next });
  const save = useMutation({
    mutationFn: () =>
      callOperation("workforce.putStaff", { params: { code: draft.code.trim() }, body: changesOf(draft, member) }),
    onSuccess: async ({ code }) => {
      await refresh("workforce.", "organisation.");
      toast(t("web:action.saved"));
      onClose();
      await navigate({ to: "/staff/$code", params: { code }, search: {}, resetScroll: false });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={member === undefined ? t("add") : t("changeOf", { name: member.name })}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      <form className={classes.form} onSubmit={submit}>
        <Who draft={draft} set={set} isNew={member === undefined} />
        <Post draft={draft} set={set} member={member} />
        <TagsInput
          label={t("field.skills")}
          value={[...draft.skills]}
          onChange={(skills) => set({ skills })}
          maxTags={50}
        />
        <TagsInput
          label={t("field.languages")}
          description={t("languagesNote")}
          value={[...draft.languages]}
          onChange={(languages) => set({ languages })}
          maxTags={20}
        />
        <ProblemNote error={save.error} />
        <div className={classes.end}>
          <Button variant="default" onClick={onClose}>
            {t("web:action.cancel")}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t("web:action.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly set: (next: Partial<Draft>) => void;
}

function Who({ draft, set, isNew }: PartProps & { readonly isNew: boolean }) {
  const { t } = useTranslation("workforce");
  return (
    <>
      <TextInput
        label={t("field.name")}
        required
        withAsterisk={false}
        data-autofocus
        maxLength={200}
        value={draft.name}
        onChange={({ target }) => set({ name: target.value })}
      />
      <div className={classes.pair}>
        <TextInput
          label={t("field.code")}
          description={t("codeNote")}
          required
          withAsterisk={false}
          disabled={!isNew}
          maxLength={120}
          value={draft.code}
          onChange={({ target }) => set({ code: target.value })}
        />
        <TextInput
          type="email"
          label={t("field.email")}
          description={t("emailNote")}
          maxLength={254}
          value={draft.email}
          onChange={({ target }) => set({ email: target.value })}
        />
      </div>
      <div className={classes.pair}>
        <TextInput
          type="date"
          label={t("field.hiredOn")}
          value={draft.hiredOn}
          onChange={({ target }) => set({ hiredOn: target.value })}
        />
        <TextInput
          type="date"
          label={t("field.leftOn")}
          description={t("leftNote")}
          value={draft.leftOn}
          onChange={({ target }) => set({ leftOn: target.value })}
        />
      </div>
    </>
  );
}

function Post({ draft, set, member }: PartProps & { readonly member: StaffDetail | undefined }) {
  const { t } = useTranslation("workforce");
  const before = draftOf(member);
  const isMoved = member !== undefined && (draft.unit !== before.unit || draft.position !== before.position);
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          label={t("field.position")}
          maxLength={200}
          value={draft.position}
          onChange={({ target }) => set({ position: target.value })}
        />
        <UnitSelect
          label={t("field.unit")}
          known={member?.unit ?? null}
          value={draft.unit}
          onChange={(unit) => set({ unit })}
        />
      </div>
      {isMoved ? (
        <TextInput
          type="date"
          label={t("field.from")}
          description={t("fromNote")}
          value={draft.from}
          onChange={({ target }) => set({ from: target.value })}
        />
      ) : null}
      <StaffSelect
        label={t("field.manager")}
        known={member?.manager ?? null}
        except={draft.code}
        value={draft.manager}
        onChange={(manager) => set({ manager })}
      />
    </>
  );
}
