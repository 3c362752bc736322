import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { InvitedGrant } from "#feature/access/contract";
import { productLanguages } from "#kit/language";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { ownName } from "#web/i18n/languages.ts";
import { toast } from "#web/shell/toasts.ts";

import { GrantFields } from "../sign-in/GrantFields.tsx";

/** Asks somebody in: address, roles, language of the mail. */
export function InviteForm({ onDone }: { onDone: (link: string | null) => void }) {
  const { t, i18n } = useTranslation("access");
  const refresh = useRefresh();
  const [email, setEmail] = useState("");
  const [language, setLanguage] = useState(i18n.language);
  const [grants, setGrants] = useState<readonly InvitedGrant[]>([{ role: "analyst", units: "all" }]);
  const send = useMutation({
    mutationFn: () =>
      callOperation("access.invite", {
        body: { email: email.trim(), grants: [...grants], language: language as "en" },
      }),
    onSuccess: ({ link }) => {
      if (link === null) toast(t("invitations.sent"));
      onDone(link);
      return refresh("access.listInvitations", "access.listAudit");
    },
  });
  return (
    <form className={form.form} onSubmit={(event) => [event.preventDefault(), send.mutate()]}>
      <TextInput
        label={t("field.email")}
        type="email"
        required
        withAsterisk={false}
        autoComplete="off"
        maxLength={254}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      {grants.map((grant, index) => (
        <GrantFields
          // oxlint-disable-next-line react/no-array-index-key -- grants have no identity but their place
          key={index}
          grant={grant}
          onChange={(changed) => setGrants(grants.map((one, at) => (at === index ? changed : one)))}
        />
      ))}
      <div>
        <Button variant="subtle" onClick={() => setGrants([...grants, { role: "employee", units: "all" }])}>
          {t("grant.another")}
        </Button>
      </div>
      <NativeSelect
        label={t("invitations.language")}
        value={language}
        data={productLanguages.map((one) => ({ value: one, label: ownName(one) }))}
        onChange={(event) => setLanguage(event.target.value)}
      />
      <ProblemNote error={send.error} />
      <div className={form.actions}>
        <Button type="submit" loading={send.isPending}>
          {t("invitations.send")}
        </Button>
        <Button variant="default" onClick={() => onDone(null)}>
          {t("web:action.cancel")}
        </Button>
      </div>
    </form>
  );
}
