import { Button, Select, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { identityKinds, type Identity, type IdentityKind, type PersonDetail } from "#feature/people/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import classes from "./People.module.css";
import { useProblemToast } from "./use-problem.ts";

/** By what somebody is known; the last one stays. */
export function Identities({ person, mayWrite }: { person: PersonDetail; mayWrite: boolean }) {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const problem = useProblemToast();
  const [isAdding, setAdding] = useState(false);
  const params = { id: person.id };
  const restore = useMutation({
    mutationFn: (body: Identity) => callOperation("people.addIdentity", { params, body }),
    onSuccess: () => refresh("people."),
    onError: problem,
  });
  const remove = useMutation({
    mutationFn: (query: Identity) => callOperation("people.removeIdentity", { params, query }),
    onSuccess: async (_, identity) => {
      toast(t("identity.removed", { value: identity.value }), { undo: () => restore.mutate(identity) });
      await refresh("people.");
    },
    onError: problem,
  });

  return (
    <>
      <dl className={classes.facts}>
        {person.identities.map(({ kind, value }) => (
          <div key={`${kind}:${value}`}>
            <dt>{t(`identity.${kind}`)}</dt>
            <dd className={classes.withRemove}>
              <span>{value}</span>
              {mayWrite && person.identities.length > 1 ? (
                <button
                  type="button"
                  className={classes.remove}
                  aria-label={t("identity.remove", { value })}
                  onClick={() => remove.mutate({ kind, value })}
                >
                  <IconX size={15} aria-hidden />
                </button>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
      {isAdding ? <AddIdentity personId={person.id} onClose={() => setAdding(false)} /> : null}
      {mayWrite && !isAdding ? (
        <Button variant="subtle" size="xs" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
          {t("identity.add")}
        </Button>
      ) : null}
    </>
  );
}

function AddIdentity({ personId, onClose }: { personId: string; onClose: () => void }) {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const [kind, setKind] = useState<IdentityKind>("phone");
  const [value, setValue] = useState("");
  const add = useMutation({
    mutationFn: () =>
      callOperation("people.addIdentity", { params: { id: personId }, body: { kind, value: value.trim() } }),
    onSuccess: async ({ result }) => {
      toast(t(`identity.result.${result}`));
      await refresh("people.");
      onClose();
    },
  });
  return (
    <form className={form.form} onSubmit={(event) => [event.preventDefault(), add.mutate()]}>
      <div className={form.row}>
        <Select
          label={t("new.kind")}
          data={identityKinds.map((each) => ({ value: each, label: t(`identity.${each}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(each) => setKind(identityKinds.find((known) => known === each) ?? "phone")}
        />
        <TextInput
          label={t("new.value")}
          value={value}
          required
          withAsterisk={false}
          maxLength={254}
          onChange={(event) => setValue(event.target.value)}
        />
      </div>
      <ProblemNote error={add.error} />
      <div className={form.actions}>
        <Button type="submit" loading={add.isPending} disabled={value.trim() === ""}>
          {t("new.add")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("web:action.cancel")}
        </Button>
      </div>
    </form>
  );
}
