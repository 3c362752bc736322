import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

/** Whether mail goes out from here, and a way to see it. */
export function MailState({ mail }: { mail: { isConfigured: boolean; hasPublicUrl: boolean } }) {
  const { t } = useTranslation("access");
  const test = useMutation({
    mutationFn: () => callOperation("access.sendTestMail"),
    onSuccess: () => toast(t("mail.sent")),
  });
  const state = mail.isConfigured ? (mail.hasPublicUrl ? "mail.on" : "mail.noUrl") : "mail.off";
  return (
    <section className={form.form}>
      <h2>{t("mail.title")}</h2>
      <p style={{ color: "var(--ink-2)" }}>{t(state)}</p>
      <ProblemNote error={test.error} />
      {mail.isConfigured ? (
        <div>
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            {t("mail.test")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
