import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { UnitKind } from "#feature/organisation/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { toast } from "#web/shell/toasts.ts";

import { KindList } from "./KindList.tsx";
import classes from "./Settings.module.css";

/** The organisation's own words for its units, in their order; each change is saved at once and can be undone. */
export function KindsPage() {
  const { t } = useTranslation("organisation");
  const mayWrite = useMay("organisation.write");
  const { data, error } = useQuery(operationQuery("organisation.listUnitKinds"));
  const { save, problem } = useSaveKinds();
  const kinds = data?.items;
  return (
    <section className={classes.page}>
      <h2>{t("kinds.title")}</h2>
      <p className={classes.text}>{t("kinds.text")}</p>
      <ProblemNote error={error ?? problem} />
      {kinds === undefined && error === null ? <SkeletonList rows={4} /> : null}
      {kinds === undefined ? null : (
        <Kinds kinds={kinds} onSave={mayWrite ? (items) => save({ items, before: kinds }) : undefined} />
      )}
    </section>
  );
}

function Kinds({ kinds, onSave }: { kinds: readonly UnitKind[]; onSave: ((items: Items) => void) | undefined }) {
  const { t } = useTranslation("organisation");
  return (
    <>
      {kinds.length === 0 ? <Offer onTake={onSave} /> : <KindList kinds={kinds} onSave={onSave} />}
      {onSave === undefined ? (
        <p className={classes.text}>{t("readOnly")}</p>
      ) : (
        <AddKind onAdd={(name) => onSave([...kinds.map(kept), { name }])} />
      )}
    </>
  );
}

type Items = readonly { readonly id?: string; readonly name: string }[];

function kept({ id, name }: UnitKind) {
  return { id, name };
}

/** Saves the whole list; the way back writes the list as it was. */
function useSaveKinds() {
  const { t } = useTranslation("organisation");
  const refresh = useRefresh();
  const write = (items: Items) => callOperation("organisation.putUnitKinds", { body: { items: [...items] } });
  const { mutate, error } = useMutation({
    mutationFn: ({ items }: { items: Items; before: readonly UnitKind[] }) => write(items),
    onSuccess: async ({ items }, { before }) => {
      await refresh("organisation.");
      // A kind that was removed is made anew; those that are still there keep their units.
      const ids = new Set(items.map(({ id }) => id));
      const undo = async () => {
        await write(before.map(({ id, name }) => (ids.has(id) ? { id, name } : { name })));
        await refresh("organisation.");
      };
      toast(t("web:action.saved"), before.length === 0 ? {} : { undo: () => void undo() });
    },
  });
  return { save: mutate, problem: error };
}

/** At first use: words that most organisations have. */
function Offer({ onTake }: { onTake: ((items: Items) => void) | undefined }) {
  const { t } = useTranslation("organisation");
  const names = t("kinds.usual").split("|");
  return (
    <EmptyState title={t("kinds.none")} text={t("kinds.noneText", { names: names.join(", ") })}>
      {onTake === undefined ? null : (
        <Button onClick={() => onTake(names.map((name) => ({ name })))}>{t("kinds.take")}</Button>
      )}
    </EmptyState>
  );
}

function AddKind({ onAdd }: { onAdd: (name: string) => void }) {
  const { t } = useTranslation("organisation");
  const [name, setName] = useState("");
  return (
    <form
      className={classes.line}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") onAdd(name.trim());
        setName("");
      }}
    >
      <TextInput
        className={classes.grow}
        aria-label={t("kinds.new")}
        placeholder={t("kinds.new")}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" variant="default" disabled={name.trim() === ""}>
        {t("kinds.add")}
      </Button>
    </form>
  );
}
