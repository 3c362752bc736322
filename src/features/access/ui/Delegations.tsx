import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Delegation } from "#feature/access/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMe, useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatInstant } from "#web/format/time.ts";

import classes from "./Access.module.css";

interface DelegationsProps {
  /** Whose; one's own when left out. */
  readonly userId?: string;
  readonly mayLend: boolean;
}

/** Who stands in for whom and until when; lend, end. */
export function Delegations({ userId, mayLend }: DelegationsProps) {
  const { t } = useTranslation("access");
  const [lending, setLending] = useState(false);
  const query = userId === undefined ? {} : { query: { user: userId } };
  const { data, error } = useQuery(operationQuery("access.listDelegations", query));
  const shown = data?.items.filter(({ state }) => state === "active" || state === "planned") ?? [];
  return (
    <>
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={2} /> : null}
      {data !== undefined && shown.length === 0 ? <p className={classes.quiet}>{t("delegations.none")}</p> : null}
      <ul className={classes.list}>
        {shown.map((one) => (
          <One key={one.id} one={one} />
        ))}
      </ul>
      {lending ? <LendForm userId={userId} onDone={() => setLending(false)} /> : null}
      {mayLend && !lending ? (
        <div>
          <Button variant="default" onClick={() => setLending(true)}>
            {t("delegations.lend")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function One({ one }: { readonly one: Delegation }) {
  const { t, i18n } = useTranslation("access");
  const refresh = useRefresh();
  const end = useMutation({
    mutationFn: () => callOperation("access.revokeDelegation", { params: { id: one.id } }),
    onSuccess: () => refresh("access."),
  });
  const when = (instant: string) => formatInstant(instant, i18n.language);
  const names = { from: one.from.name, to: one.to.name };
  const ask = async () => {
    const agreed = await confirm({
      title: t("delegations.endTitle", names),
      text: t("delegations.endText", names),
      action: t("delegations.end"),
    });
    if (agreed) end.mutate();
  };
  return (
    <li className={classes.state}>
      <p>
        {t("delegations.one", names)}
        <br />
        <span className={classes.quiet}>
          {t(`delegations.${one.state}`, { from: when(one.startsAt), to: when(one.endsAt) })}
          {one.grantIds === null ? "" : ` · ${t("delegations.some", { count: one.grantIds.length })}`}
        </span>
        <ProblemNote error={end.error} />
      </p>
      <Button variant="subtle" color="red" loading={end.isPending} onClick={() => void ask()}>
        {t("delegations.end")}
      </Button>
    </li>
  );
}

interface LendFormProps {
  readonly userId: string | undefined;
  readonly onDone: () => void;
}

function LendForm({ userId, onDone }: LendFormProps) {
  const { t } = useTranslation("access");
  const me = useMe();
  const refresh = useRefresh();
  const [search, setSearch] = useState("");
  const [to, setTo] = useState("");
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const { data } = useQuery(operationQuery("access.listColleagues", { query: { search } }));
  const lend = useMutation({
    mutationFn: () =>
      callOperation("access.createDelegation", {
        body: {
          to,
          ...(userId === undefined || userId === me?.id ? {} : { from: userId }),
          ...(from === "" ? {} : { startsAt: new Date(`${from}T00:00:00`).toISOString() }),
          endsAt: new Date(`${until}T23:59:59`).toISOString(),
        },
      }),
    onSuccess: async () => {
      await refresh("access.");
      onDone();
    },
  });
  const people = (data?.items ?? []).filter(({ id }) => id !== userId);
  return (
    <form className={form.form} onSubmit={(event) => [event.preventDefault(), lend.mutate()]}>
      <p className={form.note}>{t("delegations.text")}</p>
      <TextInput label={t("delegations.search")} value={search} onChange={(event) => setSearch(event.target.value)} />
      <NativeSelect
        label={t("delegations.to")}
        data={[
          { value: "", label: t("delegations.choose") },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
      <div className={form.row}>
        <TextInput
          type="date"
          label={t("delegations.from")}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <TextInput
          type="date"
          label={t("delegations.until")}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </div>
      <ProblemNote error={lend.error} />
      <div className={form.actions}>
        <Button type="submit" loading={lend.isPending} disabled={to === "" || until === ""}>
          {t("delegations.lend")}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t("web:action.cancel")}
        </Button>
      </div>
    </form>
  );
}
