import { Button, Checkbox, Modal, MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import type { Sharing } from "../../contract.ts";

const sharedRoles = ["owner", "tx-lead", "analyst", "unit-manager", "function-head", "auditor"] as const;

interface ShareDialogProps {
  readonly opened: boolean;
  readonly kind: "view" | "dashboard";
  readonly kept: { readonly id: string; readonly revision: number; readonly sharing: Sharing };
  readonly onClose: () => void;
}

/** Who else may open it; numbers there are always those the reader may see. */
export function ShareDialog({ opened, kind, kept, onClose }: ShareDialogProps) {
  const { t } = useTranslation("explore");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("share.title")}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      {opened ? <ShareForm kind={kind} kept={kept} onClose={onClose} /> : null}
    </Modal>
  );
}

function ShareForm({ kind, kept, onClose }: Omit<ShareDialogProps, "opened">) {
  const { t } = useTranslation("explore");
  const mayShare = useMay("views.share");
  const refresh = useRefresh();
  const [sharing, setSharing] = useState(kept.sharing);
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    setError(null);
    try {
      const call = { params: { id: kept.id }, body: { revision: kept.revision, sharing } };
      await (kind === "view"
        ? callOperation("explore.updateView", call)
        : callOperation("explore.updateDashboard", call));
      await refresh("explore.");
      toast(t("share.done"));
      onClose();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className={form.note}>{t("share.what")}</p>
      <PeopleField users={sharing.users} onChange={(users) => setSharing({ ...sharing, users: [...users] })} />
      <MultiSelect
        label={t("share.roles")}
        data={sharedRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        value={sharing.roles}
        onChange={(roles) => setSharing({ ...sharing, roles: sharedRoles.filter((role) => roles.includes(role)) })}
      />
      <Checkbox
        label={t("share.everybody")}
        description={mayShare ? undefined : t("share.everybodyNeeds")}
        disabled={!mayShare && !sharing.everybody}
        checked={sharing.everybody}
        onChange={(event) => setSharing({ ...sharing, everybody: event.target.checked })}
      />
      <ProblemNote error={error} />
      <Button type="submit">{t("share.action")}</Button>
    </form>
  );
}

/** People to share with, found by name on the server; those chosen keep their names while one looks for others. */
function PeopleField({ users, onChange }: { users: string[]; onChange: (users: readonly string[]) => void }) {
  const { t } = useTranslation("explore");
  const [words, setWords] = useState("");
  const [search] = useDebouncedValue(words.trim(), 200);
  const found = useQuery({
    ...operationQuery("access.listColleagues", { query: { search } }),
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({
    ...operationQuery("explore.listReaders", { query: { ids: users.join(",") } }),
    enabled: users.length > 0,
    placeholderData: keepPreviousData,
  });
  const people = [...(found.data?.items ?? []), ...(chosen.data?.items ?? [])];
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (
    <MultiSelect
      label={t("share.users")}
      data={[...names].map(([value, label]) => ({ value, label }))}
      value={users}
      onChange={onChange}
      searchable
      searchValue={words}
      onSearchChange={setWords}
      nothingFoundMessage={t("web:pick.nothing")}
    />
  );
}
