import { Button, Checkbox, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { InvitedGrant, RoleMapping } from "#feature/access/contract";
import form from "#web/design/Form.module.css";

import { GrantFields } from "./GrantFields.tsx";

interface RoleMappingFieldsProps {
  readonly mapping: readonly RoleMapping[];
  readonly fallback: InvitedGrant | null;
  readonly onMapping: (mapping: RoleMapping[]) => void;
  readonly onFallback: (fallback: InvitedGrant | null) => void;
}

/** Lines of "who has this value gets this role there", and what the others get. */
export function RoleMappingFields({ mapping, fallback, onMapping, onFallback }: RoleMappingFieldsProps) {
  const { t } = useTranslation("access");
  const replace = (index: number, line: RoleMapping) =>
    onMapping(mapping.map((one, at) => (at === index ? line : one)));
  return (
    <fieldset className={form.section}>
      <legend style={{ fontSize: "inherit" }}>{t("mapping.title")}</legend>
      {mapping.map((line, index) => (
        <div
          // oxlint-disable-next-line react/no-array-index-key -- lines have no identity but their place
          key={index}
          style={{
            display: "grid",
            gap: "var(--space-2)",
            paddingBottom: "var(--space-3)",
            borderBottom: "1px solid var(--line)",
          }}
        >
          <TextInput
            label={t("mapping.value")}
            required
            withAsterisk={false}
            value={line.value}
            onChange={(event) => replace(index, { ...line, value: event.target.value })}
          />
          <GrantFields grant={line} onChange={(grant) => replace(index, { ...grant, value: line.value })} />
          <div>
            <Button variant="subtle" color="red" onClick={() => onMapping(mapping.filter((_, at) => at !== index))}>
              {t("mapping.remove")}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button variant="default" onClick={() => onMapping([...mapping, { value: "", role: "analyst", units: "all" }])}>
          {t("mapping.add")}
        </Button>
      </div>
      <Checkbox
        label={t("mapping.fallback")}
        description={t("mapping.fallbackNote")}
        checked={fallback !== null}
        onChange={({ target }) => onFallback(target.checked ? { role: "employee", units: "all" } : null)}
      />
      {fallback === null ? null : <GrantFields grant={fallback} onChange={onFallback} />}
    </fieldset>
  );
}
