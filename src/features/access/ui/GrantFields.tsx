import { Button, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { roles, type GrantWish, type Role } from "#feature/access/contract";
import { UnitPicker } from "#feature/organisation/ui";
import { operationQuery } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";

import classes from "./Access.module.css";

interface GrantFieldsProps {
  readonly grants: readonly GrantWish[];
  readonly onChange: (grants: readonly GrantWish[]) => void;
}

/** What somebody is to be allowed: roles, each everywhere or in units, with an end where it is for a time. */
export function GrantFields({ grants, onChange }: GrantFieldsProps) {
  const { t } = useTranslation("access");
  const replace = (index: number, grant: GrantWish) => onChange(grants.with(index, grant));
  return (
    <div className={classes.grants}>
      {grants.map((grant, index) => (
        <OneGrant
          // oxlint-disable-next-line react/no-array-index-key -- rows have no identity until they are saved
          key={index}
          grant={grant}
          number={index + 1}
          onChange={(changed) => replace(index, changed)}
          onRemove={() => onChange(grants.filter((_, other) => other !== index))}
        />
      ))}
      {grants.length === 0 ? <p className={form.note}>{t("grants.none")}</p> : null}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...grants, { role: "analyst", units: "all" }])}
        >
          {t("grants.add")}
        </Button>
      </div>
    </div>
  );
}

interface OneGrantProps {
  readonly grant: GrantWish;
  readonly number: number;
  readonly onChange: (grant: GrantWish) => void;
  readonly onRemove: () => void;
}

function OneGrant({ grant, number, onChange, onRemove }: OneGrantProps) {
  const { t } = useTranslation("access");
  const needsUnits = useNeedsUnits();
  const isEverywhere = grant.units === "all";
  const choose = (role: Role) =>
    onChange({ ...grant, role, units: needsUnits(role) && grant.units === "all" ? [] : grant.units });

  return (
    <fieldset className={classes.grant}>
      <legend className="unseen">{t("grants.number", { number })}</legend>
      <div className={form.row}>
        <NativeSelect
          label={t("grants.role")}
          data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          value={grant.role}
          onChange={(event) => choose(event.target.value as Role)}
        />
        <NativeSelect
          label={t("grants.where")}
          data={[
            { value: "all", label: t("grants.everywhere"), disabled: needsUnits(grant.role) },
            { value: "units", label: t("grants.inUnits") },
          ]}
          value={isEverywhere ? "all" : "units"}
          onChange={(event) => onChange({ ...grant, units: event.target.value === "all" ? "all" : [] })}
        />
        <TextInput
          type="date"
          label={t("grants.until")}
          value={grant.endsAt?.slice(0, 10) ?? ""}
          onChange={(event) => onChange({ ...grant, endsAt: endOfDay(event.target.value) })}
        />
        <Button
          variant="subtle"
          color="red"
          className={classes.remove}
          aria-label={t("grants.remove", { role: t(`role.${grant.role}`) })}
          onClick={onRemove}
        >
          <IconTrash size={18} aria-hidden />
        </Button>
      </div>
      <p className={form.note}>{t(`roleText.${grant.role}`)}</p>
      {grant.units === "all" ? null : (
        <UnitPicker
          label={t("grants.units")}
          isMulti
          height="200px"
          value={grant.units}
          onChange={(units) => onChange({ ...grant, units: [...units] })}
        />
      )}
    </fieldset>
  );
}

function useNeedsUnits(): (role: string) => boolean {
  const { data } = useQuery({ ...operationQuery("access.readRoles"), staleTime: Infinity });
  return (role) => data?.items.find((one) => one.role === role)?.needsUnits ?? false;
}

/** The day counts in: it ends when the next one begins. */
function endOfDay(day: string): string | null {
  if (day === "") return null;
  return new Date(`${day}T23:59:59`).toISOString();
}

/** Whether every grant names units where it has to. */
export function isComplete(grants: readonly GrantWish[]): boolean {
  return grants.every(({ units }) => units === "all" || units.length > 0);
}
