import { Button, Modal, MultiSelect, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import type { Annotation } from "../../contract.ts";

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
  const refresh = useRefresh();
  const [kind, setKind] = useState(annotation?.kind ?? "note");
  const [from, setFrom] = useState(annotation?.from ?? day ?? "");
  const [to, setTo] = useState(annotation?.to ?? day ?? "");
  const [title, setTitle] = useState(annotation?.title ?? { [i18n.language]: "" });
  const [units, setUnits] = useState(annotation?.units.map(({ code }) => code) ?? []);
  const [error, setError] = useState<unknown>(null);
  const { data } = useQuery(operationQuery("facts.listValues", { body: { dimension: "unit", limit: 500 } }));
  const language = title[i18n.language] === undefined ? (Object.keys(title)[0] ?? i18n.language) : i18n.language;
  const save = async () => {
    setError(null);
    const wish = { kind, from, to: to < from ? from : to, title, units };
    try {
      await (annotation === null
        ? callOperation("explore.createAnnotation", { body: wish })
        : callOperation("explore.updateAnnotation", {
            params: { id: annotation.id },
            body: { revision: annotation.revision, annotation: wish },
          }));
      await refresh("explore.listAnnotations");
      onClose();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={t("note.what")}
        value={title[language] ?? ""}
        onChange={(event) => setTitle({ ...title, [language]: event.target.value })}
        maxLength={200}
        required
        data-autofocus
      />
      <NativeSelect
        label={t("note.kind")}
        value={kind}
        onChange={(event) => setKind(kinds.find((each) => each === event.target.value) ?? "note")}
        data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <div className={form.row}>
        <TextInput
          type="date"
          label={t("web:filter.from")}
          value={from}
          required
          onChange={(event) => setFrom(event.target.value)}
        />
        <TextInput
          type="date"
          label={t("web:filter.to")}
          value={to}
          min={from}
          required
          onChange={(event) => setTo(event.target.value)}
        />
      </div>
      <MultiSelect
        label={t("note.units")}
        description={t("note.unitsNone")}
        data={(data?.items ?? [])
          .filter(({ value }) => value !== "")
          .map(({ value, name }) => ({ value, label: name }))}
        value={units}
        onChange={setUnits}
        searchable
        nothingFoundMessage={t("pick.nothing")}
      />
      <ProblemNote error={error} />
      <Button type="submit" disabled={(title[language] ?? "").trim() === "" || from === ""}>
        {t("web:action.save")}
      </Button>
    </form>
  );
}
