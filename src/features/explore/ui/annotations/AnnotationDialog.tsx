import { Button, Modal, MultiSelect, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import type { Annotation, AnnotationWish } from "../../contract.ts";

const kinds = ["release", "incident", "campaign", "note"] as const;

interface AnnotationDialogProps {
  /** Begin a new one on this day. */
  readonly day: string | null;
  /** Or change this one. */
  readonly annotation: Annotation | null;
  readonly onClose: () => void;
}

/** What happened, when, and for which units. */
export function AnnotationDialog({ day, annotation, onClose }: AnnotationDialogProps) {
  const { t } = useTranslation("explore");
  const isOpen = day !== null || annotation !== null;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t(annotation === null ? "note.add" : "note.edit")}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      {isOpen ? <AnnotationForm day={day} annotation={annotation} onClose={onClose} /> : null}
    </Modal>
  );
}

function AnnotationForm({ day, annotation, onClose }: AnnotationDialogProps) {
  const { t, i18n } = useTranslation("explore");
  const [wish, setWish] = useState<AnnotationWish>(() => firstWish(annotation, day, i18n.language));
  const { error, save } = useSaving(annotation, onClose);
  const language = wish.title[i18n.language] === undefined ? (Object.keys(wish.title)[0] ?? "en") : i18n.language;
  const title = wish.title[language] ?? "";
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save(wish);
      }}
    >
      <TextInput
        label={t("note.what")}
        value={title}
        onChange={(event) => setWish({ ...wish, title: { ...wish.title, [language]: event.target.value } })}
        maxLength={200}
        required
        data-autofocus
      />
      <NativeSelect
        label={t("note.kind")}
        value={wish.kind}
        onChange={(event) => setWish({ ...wish, kind: kinds.find((each) => each === event.target.value) ?? "note" })}
        data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <div className={form.row}>
        <TextInput
          type="date"
          label={t("web:filter.from")}
          value={wish.from}
          required
          onChange={(event) => setWish({ ...wish, from: event.target.value })}
        />
        <TextInput
          type="date"
          label={t("web:filter.to")}
          value={wish.to}
          min={wish.from}
          required
          onChange={(event) => setWish({ ...wish, to: event.target.value })}
        />
      </div>
      <UnitsField units={wish.units} onChange={(units) => setWish({ ...wish, units: [...units] })} />
      <ProblemNote error={error} />
      <Button type="submit" disabled={title.trim() === "" || wish.from === ""}>
        {t("web:action.save")}
      </Button>
    </form>
  );
}

/** What is changed, or a new note on this day in the reader's language. */
function firstWish(annotation: Annotation | null, day: string | null, language: string): AnnotationWish {
  if (annotation === null)
    return { kind: "note", from: day ?? "", to: day ?? "", title: { [language]: "" }, units: [] };
  const { kind, from, to, title, units } = annotation;
  return { kind, from, to, title, units: units.map(({ code }) => code) };
}

function useSaving(annotation: Annotation | null, onClose: () => void) {
  const refresh = useRefresh();
  const [error, setError] = useState<unknown>(null);
  const save = async (wish: AnnotationWish) => {
    setError(null);
    const whole = { ...wish, to: wish.to < wish.from ? wish.from : wish.to };
    try {
      await (annotation === null
        ? callOperation("explore.createAnnotation", { body: whole })
        : callOperation("explore.updateAnnotation", {
            params: { id: annotation.id },
            body: { revision: annotation.revision, annotation: whole },
          }));
      await refresh("explore.listAnnotations");
      onClose();
    } catch (problem) {
      setError(problem);
    }
  };
  return { error, save };
}

function UnitsField({ units, onChange }: { units: string[]; onChange: (units: readonly string[]) => void }) {
  const { t } = useTranslation("explore");
  const { data } = useQuery(operationQuery("facts.listValues", { body: { dimension: "unit", limit: 500 } }));
  const known = (data?.items ?? []).filter(({ value }) => value !== "");
  return (
    <MultiSelect
      label={t("note.units")}
      description={t("note.unitsNone")}
      data={known.map(({ value, name }) => ({ value, label: name }))}
      value={units}
      onChange={onChange}
      searchable
      nothingFoundMessage={t("web:pick.nothing")}
    />
  );
}
