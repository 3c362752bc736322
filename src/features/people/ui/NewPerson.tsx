import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { IdentityKind } from "#feature/people/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import { UnitField } from "./UnitField.tsx";

const kinds: readonly IdentityKind[] = ["email", "phone", "crm", "messenger"];

/** Adds a person by what they are known by; whoever is known already is opened instead of made twice. */
export function NewPerson({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<IdentityKind>("email");
  const [value, setValue] = useState("");
  const [unit, setUnit] = useState<string | null>(null);
  const add = useMutation({
    mutationFn: () =>
      callOperation("people.createPerson", {
        body: {
          key: { kind, value: value.trim() },
          roles: ["customer"],
          ...(name.trim() === "" ? {} : { displayName: name.trim() }),
          ...(unit === null ? {} : { homeUnit: unit }),
        },
      }),
    onSuccess: async ({ id }) => {
      await refresh("people.");
      onClose();
      await navigate({ to: "/people/$id", params: { id } });
    },
  });

  return (
    <Modal opened onClose={onClose} title={t("new.title")}>
      <form className={form.form} onSubmit={(event) => [event.preventDefault(), add.mutate()]}>
        <TextInput
          label={t("field.displayName")}
          value={name}
          maxLength={200}
          data-autofocus
          onChange={(event) => setName(event.target.value)}
        />
        <div className={form.row}>
          <Select
            label={t("new.kind")}
            data={kinds.map((each) => ({ value: each, label: t(`identity.${each}`) }))}
            value={kind}
            allowDeselect={false}
            onChange={(each) => setKind(kinds.find((known) => known === each) ?? "email")}
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
        <UnitField label={t("field.homeUnit")} value={unit} onChange={setUnit} />
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
    </Modal>
  );
}
