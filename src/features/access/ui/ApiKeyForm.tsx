import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { roles, type Role } from "#feature/access/contract";
import { UnitPicker } from "#feature/organisation/ui";
import type { Permission } from "#kit/operation";
import { callOperation } from "#web/api/client.ts";
import { useMe, useRefresh } from "#web/api/queries.ts";
import { CopyField } from "#web/design/CopyField.tsx";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

/** Makes a key; its secret is shown once, to be copied now. */
export function ApiKeyForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("access");
  const refresh = useRefresh();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Permission[]>(["answers.write"]);
  const [role, setRole] = useState<Role>();
  const [units, setUnits] = useState<readonly string[]>();
  const make = useMutation({
    mutationFn: () =>
      callOperation("access.createApiKey", {
        body: {
          name: name.trim(),
          ...(role === undefined ? { scopes: [...scopes] } : { role }),
          ...(units === undefined ? {} : { units: [...units] }),
        },
      }),
    onSuccess: () => refresh("access.listApiKeys", "access.listAudit"),
  });
  const isReady = name.trim() !== "" && (role !== undefined || scopes.length > 0) && units?.length !== 0;
  if (make.data !== undefined) return <Secret secret={make.data.secret} onDone={onDone} />;

  return (
    <form className={form.form} onSubmit={(event) => [event.preventDefault(), make.mutate()]}>
      <TextInput
        label={t("keys.name")}
        description={t("keys.nameNote")}
        required
        withAsterisk={false}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <NativeSelect
        label={t("keys.role")}
        description={t("keys.roleNote")}
        data={[
          { value: "", label: t("keys.noRole") },
          ...roles.map((each) => ({ value: each, label: t(`role.${each}`) })),
        ]}
        value={role ?? ""}
        onChange={(event) => setRole((event.target.value || undefined) as Role | undefined)}
      />
      {role === undefined ? <Scopes chosen={scopes} onChange={setScopes} /> : null}
      <NativeSelect
        label={t("grants.where")}
        data={[
          { value: "own", label: t("keys.ownUnits") },
          { value: "units", label: t("grants.inUnits") },
        ]}
        value={units === undefined ? "own" : "units"}
        onChange={(event) => setUnits(event.target.value === "own" ? undefined : [])}
      />
      {units === undefined ? null : (
        <UnitPicker label={t("grants.units")} isMulti height="200px" value={units} onChange={setUnits} />
      )}
      <ProblemNote error={make.error} />
      <div className={form.actions}>
        <Button type="submit" loading={make.isPending} disabled={!isReady}>
          {t("keys.make")}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t("web:action.cancel")}
        </Button>
      </div>
    </form>
  );
}

interface ScopesProps {
  readonly chosen: readonly Permission[];
  readonly onChange: (scopes: readonly Permission[]) => void;
}

function Scopes({ chosen, onChange }: ScopesProps) {
  const { t } = useTranslation("access");
  const own = useMe()?.permissions ?? [];
  return (
    <fieldset className={form.section} style={{ gap: 0 }}>
      <legend>{t("keys.scopes")}</legend>
      {own.map((scope) => (
        <label key={scope} style={{ display: "flex", alignItems: "center", gap: 10, minHeight: "var(--touch)" }}>
          <input
            type="checkbox"
            checked={chosen.includes(scope)}
            style={{ width: 16, height: 16, accentColor: "var(--accent)" }}
            onChange={() =>
              onChange(chosen.includes(scope) ? chosen.filter((other) => other !== scope) : [...chosen, scope])
            }
          />
          {t(`scope.${scope}`)}
        </label>
      ))}
    </fieldset>
  );
}

function Secret({ secret, onDone }: { secret: string; onDone: () => void }) {
  const { t } = useTranslation("access");
  return (
    <div className={form.form}>
      <h3>{t("keys.made")}</h3>
      <p className={form.note}>{t("keys.once")}</p>
      <CopyField label={t("keys.secret")} value={secret} />
      <div className={form.actions}>
        <Button onClick={onDone}>{t("keys.copied")}</Button>
      </div>
    </div>
  );
}
