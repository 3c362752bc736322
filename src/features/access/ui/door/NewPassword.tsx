import { PasswordInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";

import { passwordFault, passwordStrength, type PasswordOwner } from "../../contract/passwords.ts";

interface NewPasswordProps {
  readonly label: string;
  readonly owner: PasswordOwner;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A new password with what is asked of it, and while typing how good it is; in words, the bar only repeats them. */
export function NewPassword({ label, owner, value, onChange }: NewPasswordProps) {
  const { t } = useTranslation("access");
  const { data } = useQuery({ ...operationQuery("access.readSignIn"), staleTime: 300_000 });
  const policy = { passwordMinLength: data?.passwordMinLength ?? 10 };
  const fault = passwordFault(value, owner, policy);
  const strength = passwordStrength(value, owner, policy);
  const hint = fault === undefined ? t(`strength.${strength}`) : t(`fault.${fault}`, { min: policy.passwordMinLength });
  return (
    <div style={{ display: "grid", gap: 6 }}>
      <PasswordInput
        label={label}
        description={t("fault.rule", { min: policy.passwordMinLength })}
        autoComplete="new-password"
        required
        withAsterisk={false}
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <div aria-hidden style={{ display: "grid", gridTemplateColumns: "repeat(3, 1fr)", gap: 4 }}>
        {[1, 2, 3].map((step) => (
          <span
            key={step}
            style={{ height: 4, borderRadius: 2, background: step <= strength ? tones[strength] : "var(--line)" }}
          />
        ))}
      </div>
      <p aria-live="polite" style={{ minHeight: "1.5em", color: "var(--ink-3)", fontSize: "var(--text-2)" }}>
        {value === "" ? "" : hint}
      </p>
    </div>
  );
}

const tones = ["", "var(--detractor)", "var(--passive)", "var(--promoter)"] as const;
