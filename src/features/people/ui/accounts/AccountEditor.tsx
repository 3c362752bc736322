import { Button, Modal, NumberInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Account } from "#feature/people/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import { OwnerField, type Owner } from "./OwnerField.tsx";

/** Creates or changes an account. */
export function AccountEditor({ account, onClose }: { account: Account | undefined; onClose: () => void }) {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const navigate = useNavigate();
  const [wish, setWish] = useState(() => wishOf(account));
  const set = (change: Partial<Wish>) => setWish({ ...wish, ...change });
  const save = useMutation({
    mutationFn: () => callOperation("people.putAccount", { params: { code: wish.code.trim() }, body: bodyOf(wish) }),
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
          value={wish.name}
          maxLength={200}
          required
          withAsterisk={false}
          data-autofocus
          onChange={(event) => set({ name: event.target.value })}
        />
        <TextInput
          label={t("account.code")}
          description={t("account.codeNote")}
          value={wish.code}
          maxLength={200}
          required
          withAsterisk={false}
          disabled={account !== undefined}
          onChange={(event) => set({ code: event.target.value })}
        />
        <TextInput
          label={t("account.parentCode")}
          value={wish.parent}
          maxLength={200}
          onChange={(event) => set({ parent: event.target.value })}
        />
        <div className={form.row}>
          <NumberInput
            label={t("account.revenue")}
            value={wish.amount}
            min={0}
            hideControls
            thousandSeparator=" "
            onChange={(amount) => set({ amount })}
          />
          <TextInput
            label={t("account.currency")}
            value={wish.currency}
            maxLength={3}
            onChange={(event) => set({ currency: event.target.value })}
          />
        </div>
        <OwnerField value={wish.owner} onChange={(owner) => set({ owner })} />
        <ProblemNote error={save.error} />
        <div className={form.actions}>
          <Button type="submit" loading={save.isPending} disabled={wish.name.trim() === "" || wish.code.trim() === ""}>
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

interface Wish {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
  readonly amount: number | string;
  readonly currency: string;
  readonly owner: Owner | null;
}

function wishOf(account: Account | undefined): Wish {
  if (account === undefined) return { code: "", name: "", parent: "", amount: "", currency: "EUR", owner: null };
  const { code, name, parent, revenue, ownerId, ownerName } = account;
  const { amount, currency } = revenue ?? { amount: "", currency: "EUR" };
  const owner = ownerId === null ? null : { id: ownerId, name: ownerName ?? ownerId };
  return { code, name, parent: parent ?? "", amount, currency, owner };
}

function bodyOf({ name, parent, amount, currency, owner }: Wish) {
  return {
    name: name.trim(),
    parent: parent.trim() === "" ? null : parent.trim(),
    revenue: amount === "" ? null : { amount: Number(amount), currency: currency.trim().toUpperCase() },
    ownerId: owner?.id ?? null,
  };
}
