import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import { MailState } from "./MailState.tsx";
import { PolicyForm } from "./PolicyForm.tsx";
import { SingleSignOnForm } from "./SingleSignOnForm.tsx";

/** How people come in here: rules, single sign-on, mail. */
export function SignInSettingsPage() {
  const { t } = useTranslation("access");
  const rules = useQuery(operationQuery("access.readPolicy"));
  const provider = useQuery(operationQuery("access.readSingleSignOn"));
  return (
    <div style={{ display: "grid", gap: "var(--space-6)" }}>
      <ProblemNote error={rules.error ?? provider.error} />
      <section style={{ display: "grid", gap: "var(--space-3)" }}>
        <h2>{t("rules.title")}</h2>
        {rules.data === undefined ? <SkeletonList rows={4} /> : <PolicyForm policy={rules.data.policy} />}
      </section>
      <section style={{ display: "grid", gap: "var(--space-3)" }}>
        <h2>{t("provider.title")}</h2>
        {provider.data === undefined ? <SkeletonList rows={4} /> : <SingleSignOnForm kept={provider.data} />}
      </section>
      {rules.data === undefined ? null : <MailState mail={rules.data.mail} />}
    </div>
  );
}
