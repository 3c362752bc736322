import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import type { OperationAnswer } from "#web/api/operations.ts";
import { useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { formatInstant } from "#web/format/time.ts";
import { toast } from "#web/shell/toasts.ts";

import classes from "./Access.module.css";

/** What helps somebody who cannot get in: the lock after wrong attempts, and the second factor they lost. */
export function UserSecurity({ user }: { readonly user: OperationAnswer<"access.readUser"> }) {
  const { t, i18n } = useTranslation("access");
  const refresh = useRefresh();
  const { id, name, lockedUntil, hasTwoFactor } = user;
  const said = async (text: string) => {
    await refresh("access.");
    toast(text);
  };
  const unlock = useMutation({
    mutationFn: () => callOperation("access.unlockUser", { params: { id } }),
    onSuccess: () => said(t("rescue.unlocked", { name })),
  });
  const reset = useMutation({
    mutationFn: () => callOperation("access.resetTwoFactor", { params: { id } }),
    onSuccess: () => said(t("rescue.factorGone", { name })),
  });
  const askReset = async () => {
    const agreed = await confirm({
      title: t("rescue.factorTitle", { name }),
      text: t("rescue.factorText"),
      action: t("rescue.factorReset"),
    });
    if (agreed) reset.mutate();
  };
  return (
    <section className={classes.section}>
      <h3>{t("rescue.title")}</h3>
      <p className={classes.quiet}>
        {lockedUntil === null
          ? t("rescue.open")
          : t("rescue.locked", { until: formatInstant(lockedUntil, i18n.language) })}{" "}
        {t(hasTwoFactor ? "rescue.factorOn" : "rescue.factorOff")}
      </p>
      <ProblemNote error={unlock.error ?? reset.error} />
      {lockedUntil === null && !hasTwoFactor ? null : (
        <div className={form.actions}>
          {lockedUntil === null ? null : (
            <Button variant="default" loading={unlock.isPending} onClick={() => unlock.mutate()}>
              {t("rescue.unlock")}
            </Button>
          )}
          {hasTwoFactor ? (
            <Button variant="default" loading={reset.isPending} onClick={() => void askReset()}>
              {t("rescue.factorReset")}
            </Button>
          ) : null}
        </div>
      )}
    </section>
  );
}
