import { MultiSelect, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { roles, type InvitedGrant } from "#feature/access/contract";
import { operationQuery } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";

interface GrantFieldsProps {
  readonly grant: InvitedGrant;
  readonly onChange: (grant: InvitedGrant) => void;
}

/** A role and the units it holds for; no unit chosen means all of them. */
export function GrantFields({ grant, onChange }: GrantFieldsProps) {
  const { t } = useTranslation("access");
  const { data } = useQuery({
    ...operationQuery("organisation.listReferences", { query: { kind: "unit", limit: 500 } }),
    staleTime: 60_000,
  });
  return (
    <div className={form.row} style={{ alignItems: "start" }}>
      <NativeSelect
        label={t("grant.role")}
        value={grant.role}
        data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        onChange={(event) => onChange({ ...grant, role: event.target.value as InvitedGrant["role"] })}
      />
      <MultiSelect
        label={t("grant.units")}
        placeholder={grant.units === "all" ? t("grant.everywhere") : ""}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("grant.clear") }}
        hidePickedOptions
        data={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={grant.units === "all" ? [] : [...grant.units]}
        onChange={(units) => onChange({ ...grant, units: units.length === 0 ? "all" : units })}
      />
    </div>
  );
}
