import { Button, Modal, Select, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { attributeAudiences, attributeTypes, type Attribute } from "#feature/people/contract";
import { productLanguages, type ProductLanguage } from "#kit/language";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import { Check } from "../Check.tsx";
import classes from "../People.module.css";
import { bodyOf, emptyDraft, isReady, keyOf, type AttributeDraft, type OptionDraft } from "./draft.ts";

/** Defines what is noted about people, or changes it; the type stays. */
export function AttributeEditor({ attribute, onClose }: { attribute: Attribute | undefined; onClose: () => void }) {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const languages = useLanguages();
  const [draft, setDraft] = useState<AttributeDraft>(attribute ?? emptyDraft);
  const set = (change: Partial<AttributeDraft>) => setDraft({ ...draft, ...change });
  const [first = "en"] = languages;
  const key = draft.key === "" ? keyOf(draft.names[first] ?? "") : draft.key;
  const save = useMutation({
    mutationFn: () => callOperation("people.putAttribute", { params: { key }, body: bodyOf(draft) }),
    onSuccess: async () => {
      await refresh("people.");
      toast(t("edit.saved"));
      onClose();
    },
  });

  return (
    <Modal opened onClose={onClose} title={t(attribute === undefined ? "attribute.new" : "attribute.edit")}>
      <form className={form.form} onSubmit={(event) => [event.preventDefault(), save.mutate()]}>
        {languages.map((language, at) => (
          <TextInput
            key={language}
            label={t("attribute.name", { language: t(`language.${language}`) })}
            value={draft.names[language] ?? ""}
            maxLength={80}
            data-autofocus={at === 0 ? true : undefined}
            onChange={(event) => set({ names: { ...draft.names, [language]: event.target.value } })}
          />
        ))}
        <TextInput
          label={t("attribute.key")}
          description={t("attribute.keyNote")}
          value={key}
          maxLength={40}
          pattern="[a-z][a-z0-9_]*"
          disabled={attribute !== undefined}
          onChange={(event) => set({ key: event.target.value })}
        />
        <Select
          label={t("attribute.type")}
          data={attributeTypes.map((type) => ({ value: type, label: t(`attribute.is.${type}`) }))}
          value={draft.type}
          allowDeselect={false}
          disabled={attribute !== undefined}
          onChange={(value) => set({ type: attributeTypes.find((type) => type === value) ?? "text" })}
        />
        {draft.type === "choice" ? (
          <OptionLines language={first} options={draft.options} onChange={(options) => set({ options })} />
        ) : null}
        <Select
          label={t("attribute.seenBy")}
          data={attributeAudiences.map((each) => ({ value: each, label: t(`attribute.by.${each}`) }))}
          value={draft.seenBy}
          allowDeselect={false}
          onChange={(value) => set({ seenBy: attributeAudiences.find((each) => each === value) ?? "readers" })}
        />
        <Check
          label={t("attribute.sensitive")}
          checked={draft.isSensitive}
          onChange={(isSensitive) => set({ isSensitive })}
        />
        <ProblemNote error={save.error} />
        <div className={form.actions}>
          <Button type="submit" loading={save.isPending} disabled={!isReady({ ...draft, key })}>
            {t("web:action.save")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("web:action.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface OptionLinesProps {
  readonly language: ProductLanguage;
  readonly options: readonly OptionDraft[];
  readonly onChange: (options: readonly OptionDraft[]) => void;
}

/** The choices by name in the reader's language; what they are called in others stays. */
function OptionLines({ language, options, onChange }: OptionLinesProps) {
  const { t } = useTranslation("people");
  const shown = options.length === 0 ? [{ key: "", names: {} }] : options;
  const rename = (at: number, name: string) =>
    onChange(shown.map((one, index) => (index === at ? { ...one, names: { ...one.names, [language]: name } } : one)));
  return (
    <fieldset className={form.section} style={{ gap: "var(--space-1)" }}>
      <legend style={{ fontSize: "var(--text-2)" }}>{t("attribute.options")}</legend>
      {shown.map(({ key, names }, at) => (
        // A new choice has no key yet; its place is all there is.
        // oxlint-disable-next-line react/no-array-index-key -- lines have no identity but their place
        <div key={at} className={classes.withRemove}>
          <TextInput
            aria-label={t("attribute.option", { n: at + 1 })}
            style={{ flex: 1 }}
            value={names[language] ?? (names[language] === undefined ? key : "")}
            maxLength={60}
            onChange={(event) => rename(at, event.target.value)}
          />
          <button
            type="button"
            className={classes.remove}
            aria-label={t("attribute.removeOption", { n: at + 1 })}
            onClick={() => onChange(shown.filter((_, index) => index !== at))}
          >
            <IconX size={17} aria-hidden />
          </button>
        </div>
      ))}
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconPlus size={15} />}
        style={{ justifySelf: "start" }}
        onClick={() => onChange([...shown, { key: "", names: {} }])}
      >
        {t("attribute.addOption")}
      </Button>
    </fieldset>
  );
}

/** The product's languages, the reader's own first. */
function useLanguages(): readonly ProductLanguage[] {
  const { i18n } = useTranslation("people");
  return productLanguages.toSorted((one, other) => Number(other === i18n.language) - Number(one === i18n.language));
}
