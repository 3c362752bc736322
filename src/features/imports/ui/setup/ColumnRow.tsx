import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Profile } from "#feature/imports/contract";
import { useNames } from "#web/format/names.ts";

import { roleOf, withRole, type Column, type Role } from "../profile-edit.ts";
import { ScoreFields } from "./ScoreFields.tsx";
import classes from "./Setup.module.css";
import { TimeFields } from "./TimeFields.tsx";
import { ValueList } from "./ValueList.tsx";

interface ColumnRowProps {
  readonly column: Column;
  readonly profile: Profile;
  readonly onChange: (profile: Profile) => void;
}

/** One column: what is in it, and what it is. Changing the second takes one choice. */
export function ColumnRow({ column, profile, onChange }: ColumnRowProps) {
  const { t } = useTranslation("imports");
  const role = roleOf(profile, column.name);
  const roles = useRoles();
  const score = profile.scores.find((each) => each.column === column.name);
  const reason = column.suggestion?.reason;

  return (
    <li className={classes.column} data-used={role !== "leave-out"}>
      <div className={classes.about}>
        <strong>{column.name}</strong>
        <span className={classes.examples}>{column.examples.slice(0, 3).join(" · ")}</span>
        {reason === undefined || !worded.has(reason) ? null : (
          <span className={classes.reason}>{t(`reason.${reason}`)}</span>
        )}
      </div>
      <div className={classes.role}>
        <NativeSelect
          aria-label={t("columns.role", { name: column.name })}
          value={role}
          data={roles}
          onChange={({ target }) => onChange(withRole(profile, column, target.value as Role))}
        />
        {score === undefined ? null : (
          <ScoreFields score={score} column={column} profile={profile} onChange={onChange} />
        )}
        <ValueList column={column} profile={profile} onChange={onChange} />
        {role === "time" ? <TimeFields profile={profile} onChange={onChange} /> : null}
      </div>
    </li>
  );
}

/** Reasons that are worth a line; the others are plain from the choice itself. */
const worded: ReadonlySet<string> = new Set([
  "scale-with-missing",
  "time-ambiguous",
  "counter",
  "constant",
  "empty",
  "email",
  "phone",
]);

const scores = ["recommendation", "satisfaction", "effort", "rating", "number", "single", "multiple"] as const;
const fields = [
  "unit",
  "channel",
  "product",
  "touchpoint",
  "stage",
  "journey",
  "employee",
  "function",
  "segment",
  "account",
  "partner",
  "brand",
  "device",
  "language",
] as const;

function useRoles(): { group: string; items: { value: Role; label: string }[] }[] {
  const { t } = useTranslation("imports");
  const names = useNames();
  const plain = (value: Role) => ({ value, label: t(`role.${value.replace(":", "-")}`) });
  return [
    { group: t("role.group.none"), items: [plain("leave-out")] },
    { group: t("role.group.answers"), items: [...scores.map((kind) => plain(`score:${kind}`)), plain("comment")] },
    {
      group: t("role.group.when"),
      items: [plain("time"), plain("person:email"), plain("person:phone"), plain("person:crm")],
    },
    {
      group: t("role.group.dimensions"),
      items: fields.map((field) => ({ value: `dimension:${field}`, label: names.dimension(field) })),
    },
    { group: t("role.group.other"), items: [plain("attribute"), plain("weight"), plain("id")] },
  ];
}
