import { Button, Checkbox, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import type { OperationAnswer } from "#web/api/operations.ts";
import { useRefresh } from "#web/api/queries.ts";
import { CopyField } from "#web/design/CopyField.tsx";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import { RoleMappingFields } from "./RoleMappingFields.tsx";

type Kept = OperationAnswer<"access.readSingleSignOn">;
type TextKey = "label" | "issuer" | "clientId" | "scopes" | "roleClaim";

/** The organisation's own sign-on: provider, who may come, which role they get. */
export function SingleSignOnForm({ kept }: { kept: Kept }) {
  const { t } = useTranslation("access");
  const refresh = useRefresh();
  const { hasSecret, isFromEnvironment, callbackPath, ...settings } = kept;
  const [values, setValues] = useState(settings);
  const [domains, setDomains] = useState(kept.allowedDomains.join(", "));
  const [secret, setSecret] = useState("");
  const set = (change: Partial<typeof settings>) => setValues((now) => ({ ...now, ...change }));
  const save = useMutation({
    mutationFn: () => {
      const allowedDomains = domains.split(/[\s,;]+/).filter((domain) => domain !== "");
      const body = { ...values, allowedDomains, ...(secret === "" ? {} : { clientSecret: secret }) };
      return callOperation("access.updateSingleSignOn", { body });
    },
    onSuccess: () => [
      setSecret(""),
      toast(t("web:action.saved")),
      refresh("access.readSingleSignOn", "access.readSignIn"),
    ],
  });
  const text = (key: TextKey, isFixed = false) => (
    <TextInput
      label={t(`provider.${key}`)}
      description={t(`provider.${key}Note`)}
      disabled={isFixed}
      value={values[key]}
      onChange={(event) => set({ [key]: event.target.value })}
    />
  );
  return (
    <form className={form.form} onSubmit={(event) => [event.preventDefault(), save.mutate()]}>
      <p style={{ color: "var(--ink-2)" }}>{t("provider.text")}</p>
      <CopyField label={t("provider.callback")} value={globalThis.location.origin + callbackPath} />
      {text("label")}
      {text("issuer", isFromEnvironment)}
      {text("clientId", isFromEnvironment)}
      <PasswordInput
        label={t("provider.secret")}
        description={t(
          isFromEnvironment ? "provider.fixed" : hasSecret ? "provider.secretKept" : "provider.secretNote",
        )}
        autoComplete="off"
        disabled={isFromEnvironment}
        value={secret}
        onChange={(event) => setSecret(event.target.value)}
      />
      {text("scopes")}
      <TextInput
        label={t("provider.domains")}
        description={t("provider.domainsNote")}
        placeholder="example.org"
        value={domains}
        onChange={(event) => setDomains(event.target.value)}
      />
      {text("roleClaim")}
      <RoleMappingFields
        mapping={values.roleMapping}
        fallback={values.defaultGrant}
        onMapping={(roleMapping) => set({ roleMapping })}
        onFallback={(defaultGrant) => set({ defaultGrant })}
      />
      <Checkbox
        label={t("provider.creates")}
        description={t("provider.createsNote")}
        checked={values.createsUsers}
        onChange={({ target }) => set({ createsUsers: target.checked })}
      />
      <Checkbox
        label={t("provider.assumes")}
        description={t("provider.assumesNote")}
        checked={values.assumesVerified}
        onChange={({ target }) => set({ assumesVerified: target.checked })}
      />
      <Checkbox
        label={t("provider.enabled")}
        checked={values.isEnabled}
        onChange={({ target }) => set({ isEnabled: target.checked })}
      />
      <ProblemNote error={save.error} />
      <div className={form.actions}>
        <Button type="submit" loading={save.isPending}>
          {t("web:action.save")}
        </Button>
        <TestButton />
      </div>
    </form>
  );
}

function TestButton() {
  const { t } = useTranslation("access");
  const test = useMutation({
    mutationFn: () => callOperation("access.testSingleSignOn"),
    onSuccess: ({ issuer }) => toast(t("provider.answers", { issuer })),
  });
  return (
    <>
      <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
        {t("provider.test")}
      </Button>
      <ProblemNote error={test.error} />
    </>
  );
}
