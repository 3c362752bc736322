import { useTranslation } from "react-i18next";

import type { ShownGrant } from "#feature/access/contract";
import { formatInstant } from "#web/format/time.ts";

import classes from "./Access.module.css";

/** What somebody may do, in words: role, where, until when, and who lent it. */
export function GrantList({ grants }: { readonly grants: readonly ShownGrant[] }) {
  const { t, i18n } = useTranslation("access");
  if (grants.length === 0) return <span className={classes.quiet}>{t("grants.none")}</span>;
  const when = (instant: string) => formatInstant(instant, i18n.language);
  return (
    <ul className={classes.list}>
      {grants.map((grant) => (
        <li key={`${grant.id}:${grant.delegatedBy?.id ?? ""}`}>
          {t(`role.${grant.role}`, { defaultValue: grant.role })}
          {grant.units === "all" ? null : `: ${grant.units.map((unit) => unit.name).join(", ")}`}
          <span className={classes.quiet}>
            {grant.delegatedBy === null ? null : ` · ${t("grants.standsIn", { name: grant.delegatedBy.name })}`}
            {grant.source === "sign-on" ? ` · ${t("grants.bySignOn")}` : null}
            {grant.isInForce ? null : ` · ${t("grants.from", { when: when(grant.startsAt) })}`}
            {grant.endsAt === null ? null : ` · ${t("grants.ends", { when: when(grant.endsAt) })}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
