import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus, IconX } from "@tabler/icons-react";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AccountDetail, Person } from "#feature/people/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import classes from "../People.module.css";
import { nameOf, underName } from "../person-words.ts";
import { PersonMark } from "../PersonMark.tsx";
import { useProblemToast } from "../use-problem.ts";

/** Who speaks for an account, and as what. */
export function Contacts({ account }: { account: AccountDetail }) {
  const { t } = useTranslation("people");
  const mayWrite = useMay("people.write");
  const [isAdding, setAdding] = useState(false);
  const remove = useRemoval(account.code);
  return (
    <section>
      <h3>{t("account.contacts")}</h3>
      {account.people.length === 0 ? <p className={classes.quiet}>{t("account.noContacts")}</p> : null}
      <ul className={classes.list}>
        {account.people.map(({ person, role }) => (
          <li key={person.id} className={classes.withRemove}>
            <Link to="/people/$id" params={{ id: person.id }} className={classes.row}>
              <PersonMark name={person.displayName} />
              <span style={{ minWidth: 0 }}>
                <span className={classes.name} style={{ display: "block" }}>
                  {nameOf(person, t)}
                </span>
                <span className={classes.quiet}>{underName(person)}</span>
              </span>
              <span className={classes.roles}>
                <span className={classes.role}>{role}</span>
              </span>
            </Link>
            {mayWrite ? (
              <button
                type="button"
                className={classes.remove}
                aria-label={t("contact.remove", { name: nameOf(person, t) })}
                onClick={() => remove({ person, role })}
              >
                <IconX size={17} aria-hidden />
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {isAdding ? <AddContact code={account.code} onClose={() => setAdding(false)} /> : null}
      {mayWrite && !isAdding ? (
        <Button variant="subtle" size="xs" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
          {t("contact.add")}
        </Button>
      ) : null}
    </section>
  );
}

/** Takes a contact away, with the way back. */
function useRemoval(code: string): (contact: { person: Person; role: string }) => void {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const onError = useProblemToast();
  const restore = useMutation({
    mutationFn: ({ person, role }: { person: Person; role: string }) =>
      callOperation("people.putContact", { params: { code, personId: person.id }, body: { role } }),
    onSuccess: () => refresh("people."),
    onError,
  });
  const remove = useMutation({
    mutationFn: ({ person }: { person: Person; role: string }) =>
      callOperation("people.removeContact", { params: { code, personId: person.id } }),
    onSuccess: async (_, contact) => {
      toast(t("contact.removed", { name: nameOf(contact.person, t) }), { undo: () => restore.mutate(contact) });
      await refresh("people.");
    },
    onError,
  });
  return remove.mutate;
}

function AddContact({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const [personId, setPersonId] = useState<string | null>(null);
  const [role, setRole] = useState("");
  const add = useMutation({
    mutationFn: (id: string) =>
      callOperation("people.putContact", { params: { code, personId: id }, body: { role: role.trim() } }),
    onSuccess: async () => {
      await refresh("people.");
      onClose();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (personId !== null) add.mutate(personId);
      }}
    >
      <PersonField value={personId} onChange={setPersonId} />
      <TextInput
        label={t("contact.role")}
        placeholder={t("contact.roleExample")}
        value={role}
        maxLength={80}
        required
        withAsterisk={false}
        onChange={(event) => setRole(event.target.value)}
      />
      <ProblemNote error={add.error} />
      <div className={form.actions}>
        <Button type="submit" loading={add.isPending} disabled={personId === null || role.trim() === ""}>
          {t("new.add")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("web:action.cancel")}
        </Button>
      </div>
    </form>
  );
}

/** One person, found by name, address, phone or code. */
function PersonField({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { t } = useTranslation("people");
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const [q] = useDebouncedValue(words === chosen?.label ? "" : words.trim(), 180);
  const asked = operationQuery("people.searchPersons", { query: { ...(q === "" ? {} : { q }), limit: 10 } });
  const found = useQuery({ ...asked, placeholderData: keepPreviousData }).data?.items ?? [];
  const options = found.map((person) => ({
    value: person.id,
    label: [nameOf(person, t), underName(person)].filter((part) => part !== "").join(" · "),
  }));
  const isShown = chosen === null || options.some((option) => option.value === chosen.value);
  return (
    <Select
      label={t("person")}
      placeholder={t("find")}
      data={isShown ? options : [chosen, ...options]}
      filter={({ options: all }) => all}
      value={value}
      searchable
      searchValue={words}
      onSearchChange={setWords}
      nothingFoundMessage={t("nothing")}
      onChange={(id, option) => {
        setChosen(id === null ? null : { value: id, label: option?.label ?? "" });
        onChange(id);
      }}
    />
  );
}
