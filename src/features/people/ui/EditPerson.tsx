import { Button, Select, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Attribute, type AttributeValue, type PersonDetail } from "#feature/people/contract";
import { textIn } from "#kit/language";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import { Check } from "./Check.tsx";
import { UnitField } from "./UnitField.tsx";
import { useValueText } from "./value-words.ts";

const roleNames = ["customer", "employee", "partner", "shopper"] as const;

interface EditProps {
  readonly person: PersonDetail;
  readonly attributes: readonly Attribute[];
  readonly onClose: () => void;
}

/** Changes what is known of a person, in place. */
export function EditPerson({ person, attributes, onClose }: EditProps) {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const [fields, setFields] = useState({
    displayName: person.displayName ?? "",
    homeUnit: person.homeUnit?.code ?? "",
    language: person.language ?? "",
    timeZone: person.timeZone ?? "",
  });
  const [roles, setRoles] = useState(person.roles);
  const [values, setValues] = useState<Readonly<Record<string, AttributeValue | null>>>(person.attributes);
  const [doNotContact, setDoNotContact] = useState(person.preferences.doNotContact ?? false);
  const save = useMutation({
    mutationFn: () =>
      callOperation("people.updatePerson", {
        params: { id: person.id },
        body: {
          displayName: orNull(fields.displayName),
          homeUnit: orNull(fields.homeUnit),
          language: orNull(fields.language),
          timeZone: orNull(fields.timeZone),
          roles: [...roles],
          attributes: { ...values },
          preferences: { ...person.preferences, doNotContact },
        },
      }),
    onSuccess: async () => {
      await refresh("people.");
      toast(t("edit.saved"));
      onClose();
    },
  });
  const names = ["displayName", "language", "timeZone"] as const;

  return (
    <form className={form.form} onSubmit={(event) => [event.preventDefault(), save.mutate()]}>
      {names.map((name) => (
        <TextInput
          key={name}
          label={t(`field.${name}`)}
          value={fields[name]}
          maxLength={200}
          onChange={(event) => setFields({ ...fields, [name]: event.target.value })}
        />
      ))}
      <UnitField
        label={t("field.homeUnit")}
        value={orNull(fields.homeUnit)}
        onChange={(code) => setFields({ ...fields, homeUnit: code ?? "" })}
      />
      <fieldset className={form.section} style={{ gap: 0 }}>
        <legend style={{ fontSize: "var(--text-2)" }}>{t("field.roles")}</legend>
        {roleNames.map((role) => (
          <Check
            key={role}
            label={t(`role.${role}`)}
            checked={roles.includes(role)}
            onChange={(isOn) => setRoles(isOn ? [...roles, role] : roles.filter((other) => other !== role))}
          />
        ))}
      </fieldset>
      {attributes.map((attribute) => (
        <ValueField
          key={attribute.key}
          attribute={attribute}
          value={values[attribute.key] ?? null}
          onChange={(value) => setValues({ ...values, [attribute.key]: value })}
        />
      ))}
      <Check label={t("doNotContact")} checked={doNotContact} onChange={setDoNotContact} />
      <ProblemNote error={save.error} />
      <div className={form.actions}>
        <Button type="submit" loading={save.isPending}>
          {t("web:action.save")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("web:action.cancel")}
        </Button>
      </div>
    </form>
  );
}

interface ValueProps {
  readonly attribute: Attribute;
  readonly value: AttributeValue | null;
  readonly onChange: (value: AttributeValue | null) => void;
}

function ValueField({ attribute, value, onChange }: ValueProps) {
  const { t, i18n } = useTranslation("people");
  const label = useValueText().name(attribute);
  if (attribute.type === "choice" || attribute.type === "yes-no") {
    const data =
      attribute.type === "choice"
        ? attribute.options.map(({ key, names }) => ({ value: key, label: textIn(names, i18n.language) || key }))
        : [
            { value: "true", label: t("yes") },
            { value: "false", label: t("no") },
          ];
    return (
      <Select label={label} data={data} value={value === null ? null : String(value)} clearable onChange={onChange} />
    );
  }
  return (
    <TextInput
      label={label}
      type={attribute.type === "date" ? "date" : "text"}
      inputMode={attribute.type === "number" ? "decimal" : "text"}
      value={value === null ? "" : String(value)}
      maxLength={1000}
      onChange={(event) => onChange(orNull(event.target.value))}
    />
  );
}

function orNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}
