import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { roles, type Policy } from "#feature/access/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

const lengths = [10, 12, 14, 16, 20];
const minutes = { idle: [30, 60, 480, 1440, 10_080, 20_160, 43_200], absolute: [480, 1440, 10_080, 20_160, 43_200] };
const days = { trusted: [0, 7, 30, 90], invitation: [1, 3, 7, 14, 30] };

/** The rules of sign-in, each a choice that explains itself. */
export function PolicyForm({ policy: kept }: { policy: Policy }) {
  const { t, i18n } = useTranslation("access");
  const refresh = useRefresh();
  const [policy, setPolicy] = useState(kept);
  const set = (change: Partial<Policy>) => setPolicy((now) => ({ ...now, ...change }));
  const save = useMutation({
    mutationFn: () => callOperation("access.updatePolicy", { body: policy }),
    onSuccess: () => [toast(t("web:action.saved")), refresh("access.readPolicy", "access.readSignIn")],
  });
  const choice = (
    key: Exclude<keyof Policy, "twoFactorRoles">,
    values: readonly number[],
    word: (value: number) => string,
  ) => (
    <NativeSelect
      label={t(`rules.${key}`)}
      description={t(`rules.${key}Note`)}
      value={policy[key]}
      data={[...new Set([...values, policy[key]])]
        .toSorted((a, b) => a - b)
        .map((value) => ({ value: `${value}`, label: word(value) }))}
      onChange={(event) => set({ [key]: Number(event.target.value) })}
    />
  );
  const length = (value: number) => t("rules.signs", { count: value });
  const time = (value: number) => timeWords(value, i18n.language);
  const dayWords = (value: number) => (value === 0 ? t("rules.never") : timeWords(value * 1440, i18n.language));
  return (
    <form className={form.form} onSubmit={(event) => [event.preventDefault(), save.mutate()]}>
      {choice("passwordMinLength", lengths, length)}
      {choice("sessionIdleMinutes", minutes.idle, time)}
      {choice("sessionAbsoluteMinutes", minutes.absolute, time)}
      <fieldset className={form.section}>
        <legend style={{ fontSize: "inherit" }}>{t("rules.twoFactorRoles")}</legend>
        <p className={form.note}>{t("rules.twoFactorRolesNote")}</p>
        {roles.map((role) => (
          <Checkbox
            key={role}
            label={t(`role.${role}`)}
            checked={policy.twoFactorRoles.includes(role)}
            onChange={({ target }) =>
              set({
                twoFactorRoles: target.checked
                  ? [...policy.twoFactorRoles, role]
                  : policy.twoFactorRoles.filter((one) => one !== role),
              })
            }
          />
        ))}
      </fieldset>
      {choice("trustedDeviceDays", days.trusted, dayWords)}
      {choice("invitationDays", days.invitation, dayWords)}
      <ProblemNote error={save.error} />
      <div className={form.actions}>
        <Button type="submit" loading={save.isPending}>
          {t("web:action.save")}
        </Button>
      </div>
    </form>
  );
}

/** Minutes in the largest unit that fits, in the reader's language. */
function timeWords(value: number, language: string): string {
  const [unit, size] =
    value % 1440 === 0
      ? (["day", 1440] as const)
      : value % 60 === 0
        ? (["hour", 60] as const)
        : (["minute", 1] as const);
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(value / size);
}
