import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Person } from "#feature/people/contract";
import type { AppSearch } from "#web/filters/search.ts";
import { usePageKeys } from "#web/shell/keys.ts";

import classes from "./People.module.css";
import { nameOf, underName } from "./person-words.ts";
import { PersonMark } from "./PersonMark.tsx";

/** Persons one under the other; each opens beside the list, `j` and `k` go through them. */
export function PersonList({ persons }: { persons: readonly Person[] }) {
  const { t } = useTranslation("people");
  const navigate = useNavigate();
  const search: AppSearch = useSearch({ strict: false });
  const { id } = useParams({ strict: false });
  const step = (by: number) => {
    const next = persons[persons.findIndex((person) => person.id === id) + by];
    if (next !== undefined) void navigate({ to: "/people/$id", params: { id: next.id }, search, resetScroll: false });
  };
  usePageKeys([
    { key: "j", label: t("keys.next"), run: () => step(1) },
    { key: "k", label: t("keys.previous"), run: () => step(-1) },
  ]);

  return (
    <ul className={classes.list}>
      {persons.map((person) => (
        <li key={person.id}>
          <Link
            to="/people/$id"
            params={{ id: person.id }}
            search={search}
            resetScroll={false}
            className={classes.row}
            data-active={person.id === id}
          >
            <PersonMark name={person.displayName} />
            <span style={{ minWidth: 0 }}>
              <span className={classes.name} style={{ display: "block" }}>
                {nameOf(person, t)}
              </span>
              <span className={classes.quiet}>{underName(person)}</span>
            </span>
            {isPlainCustomer(person) ? null : <Roles roles={person.roles} />}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Most are customers and nothing else: saying so on every line would say nothing. */
function isPlainCustomer({ roles }: Person): boolean {
  return roles.length === 1 && roles[0] === "customer";
}

/** What somebody is to the organisation. */
export function Roles({ roles }: { roles: Person["roles"] }) {
  const { t } = useTranslation("people");
  return (
    <span className={classes.roles}>
      {roles.map((role) => (
        <span key={role} className={classes.role}>
          {t(`role.${role}`)}
        </span>
      ))}
    </span>
  );
}
