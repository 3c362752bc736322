import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { GrantWish } from "#feature/access/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { CopyField } from "#web/design/CopyField.tsx";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import { GrantFields, isComplete } from "./GrantFields.tsx";

/** Adds a user; the password is shown this once, to be handed over. */
export function UserForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation("access");
  const refresh = useRefresh();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [grants, setGrants] = useState<readonly GrantWish[]>([{ role: "analyst", units: "all" }]);
  const add = useMutation({
    mutationFn: () =>
      callOperation("access.createUser", { body: { name: name.trim(), email: email.trim(), grants: [...grants] } }),
    onSuccess: () => refresh("access.listUsers", "access.listAudit"),
  });
  if (add.data !== undefined)
    return (
      <div className={form.form}>
        <h3>{t("users.added", { name })}</h3>
        <p className={form.note}>{t("users.passwordNote")}</p>
        <CopyField label={t("field.password")} value={add.data.password ?? ""} />
        <div className={form.actions}>
          <Button onClick={onDone}>{t("keys.copied")}</Button>
        </div>
      </div>
    );

  return (
    <form className={form.form} onSubmit={(event) => [event.preventDefault(), add.mutate()]}>
      <TextInput
        label={t("field.name")}
        required
        withAsterisk={false}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextInput
        type="email"
        label={t("field.email")}
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <fieldset className={form.section}>
        <legend>{t("users.may")}</legend>
        <GrantFields grants={grants} onChange={setGrants} />
      </fieldset>
      <ProblemNote error={add.error} />
      <div className={form.actions}>
        <Button
          type="submit"
          loading={add.isPending}
          disabled={name.trim() === "" || email.trim() === "" || !isComplete(grants)}
        >
          {t("users.add")}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t("web:action.cancel")}
        </Button>
      </div>
    </form>
  );
}
