import { Button, Modal, NumberInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Account } from "#feature/people/contract";
import { callOperation } from "#web/api/client.ts";
import { useMe, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

/** Creates or changes an account. */
export function AccountEditor({ account, onClose }: { account: Account | undefined; onClose: () => void }) {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const navigate = useNavigate();
  const me = useMe();
  const [code, setCode] = useState(account?.code ?? "");
  const [name, setName] = useState(account?.name ?? "");
  const [parent, setParent] = useState(account?.parent ?? "");
  const [amount, setAmount] = useState<number | string>(account?.revenue?.amount ?? "");
  const [currency, setCurrency] = useState(account?.revenue?.currency ?? "EUR");
  const [isMine, setMine] = useState(account === undefined ? false : account.ownerId === me?.id);
  const ownerId = isMine ? (me?.id ?? null) : account?.ownerId === me?.id ? null : (account?.ownerId ?? null);
  const save = useMutation({
    mutationFn: () =>
      callOperation("people.putAccount", {
        params: { code: code.trim() },
        body: {
          name: name.trim(),
          parent: parent.trim() === "" ? null : parent.trim(),
          revenue: amount === "" ? null : { amount: Number(amount), currency: currency.trim().toUpperCase() },
          ownerId,
        },
      }),
    onSuccess: async (saved) => {
      await refresh("people.");
      onClose();
      await navigate({ to: "/people/accounts/$code", params: { code: saved.code } });
    },
  });

  return (
    <Modal opened onClose={onClose} title={t(account === undefined ? "account.new" : "account.edit")}>
      <form className={form.form} onSubmit={(event) => [event.preventDefault(), save.mutate()]}>
        <TextInput
          label={t("account.name")}
          value={name}
          maxLength={200}
          required
          withAsterisk={false}
          data-autofocus
          onChange={(event) => setName(event.target.value)}
        />
        <TextInput
          label={t("account.code")}
          description={t("account.codeNote")}
          value={code}
          maxLength={200}
          required
          withAsterisk={false}
          disabled={account !== undefined}
          onChange={(event) => setCode(event.target.value)}
        />
        <TextInput
          label={t("account.parentCode")}
          value={parent}
          maxLength={200}
          onChange={(event) => setParent(event.target.value)}
        />
        <div className={form.row}>
          <NumberInput label={t("account.revenue")} value={amount} min={0} hideControls onChange={setAmount} />
          <TextInput
            label={t("account.currency")}
            value={currency}
            maxLength={3}
            onChange={(event) => setCurrency(event.target.value)}
          />
        </div>
        <label style={{ display: "flex", alignItems: "center", gap: 10, minHeight: "var(--touch)" }}>
          <input type="checkbox" checked={isMine} onChange={(event) => setMine(event.target.checked)} />
          {t("account.mine")}
        </label>
        <ProblemNote error={save.error} />
        <div className={form.actions}>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === "" || code.trim() === ""}>
            {t("web:action.save")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("web:action.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
