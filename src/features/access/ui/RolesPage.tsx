import { IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { permissions } from "#kit/operation";
import { operationQuery } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import classes from "./Access.module.css";

/** What each role may do, in plain words, role by permission. */
export function RolesPage() {
  const { t } = useTranslation("access");
  const { data, error } = useQuery(operationQuery("access.readRoles"));
  return (
    <section className={classes.page}>
      <h2>{t("roles.title")}</h2>
      <p className={classes.lead}>{t("roles.text")}</p>
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={8} /> : null}
      {data === undefined ? null : (
        <>
          <ul className={classes.list}>
            {data.items.map(({ role, needsUnits }) => (
              <li key={role}>
                <b>{t(`role.${role}`)}</b>: {t(`roleText.${role}`)}
                {needsUnits ? <span className={classes.quiet}> {t("roles.needsUnits")}</span> : null}
              </li>
            ))}
          </ul>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled sideways by the keyboard */}
          <div className={classes.scroll} tabIndex={0} role="region" aria-label={t("roles.title")}>
            <table className={classes.roles}>
              <thead>
                <tr>
                  <th scope="col">{t("roles.may")}</th>
                  {data.items.map(({ role }) => (
                    <th key={role} scope="col">
                      {t(`role.${role}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {permissions.map((permission) => (
                  <tr key={permission}>
                    <th scope="row">{t(`scope.${permission}`)}</th>
                    {data.items.map((one) => (
                      <td key={one.role}>
                        <Mark isHeld={one.permissions.includes(permission)} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}

function Mark({ isHeld }: { readonly isHeld: boolean }) {
  const { t } = useTranslation("access");
  return (
    <>
      <span className="unseen">{t(isHeld ? "roles.yes" : "roles.no")}</span>
      {isHeld ? (
        <IconCheck size={18} aria-hidden className={classes.yes} />
      ) : (
        <span aria-hidden className={classes.no}>
          ·
        </span>
      )}
    </>
  );
}
