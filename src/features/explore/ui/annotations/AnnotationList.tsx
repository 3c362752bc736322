import { ActionIcon, Button } from "@mantine/core";
import { IconFlag, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { textIn } from "#kit/language";
import { callOperation } from "#web/api/client.ts";
import { useMay, useRefresh } from "#web/api/queries.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { formatDay } from "#web/format/time.ts";
import { toast } from "#web/shell/toasts.ts";

import type { Annotation } from "../../contract.ts";
import { AnnotationDialog } from "./AnnotationDialog.tsx";
import classes from "./Annotations.module.css";

interface AnnotationListProps {
  readonly annotations: readonly Annotation[];
  /** The day a new note is begun for; null when none is. */
  readonly noting: string | null;
  readonly onNoting: (day: string | null) => void;
  readonly today: string;
}

/** What the flags on the axis stand for, and a way to set one. */
export function AnnotationList({ annotations, noting, onNoting, today }: AnnotationListProps) {
  const { t, i18n } = useTranslation("explore");
  const mayNote = useMay("annotations.write");
  const remove = useRemove();
  const [edited, setEdited] = useState<Annotation | null>(null);
  if (annotations.length === 0 && !mayNote) return null;
  return (
    <section className={classes.notes} aria-label={t("note.title")}>
      <ol className={classes.list}>
        {annotations.map((annotation, index) => (
          <li key={annotation.id} data-kind={annotation.kind}>
            <b>
              <IconFlag size={14} aria-hidden /> {index + 1}
            </b>
            <span>
              <strong>{textIn(annotation.title, i18n.language)}</strong>
              <small>
                {[
                  t(`kind.${annotation.kind}`),
                  formatDay(annotation.from, i18n.language) +
                    (annotation.to === annotation.from ? "" : ` – ${formatDay(annotation.to, i18n.language)}`),
                  annotation.units.map(({ name }) => name).join(", "),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </small>
            </span>
            {annotation.mayChange ? (
              <>
                <ActionIcon
                  variant="subtle"
                  size="var(--touch)"
                  aria-label={t("note.edit")}
                  onClick={() => setEdited(annotation)}
                >
                  <IconPencil size={16} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  size="var(--touch)"
                  aria-label={t("note.delete")}
                  onClick={() => remove(annotation.id)}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </>
            ) : null}
          </li>
        ))}
      </ol>
      {mayNote ? (
        <Button variant="subtle" size="compact-sm" leftSection={<IconFlag size={15} />} onClick={() => onNoting(today)}>
          {t("note.add")}
        </Button>
      ) : null}
      <AnnotationDialog
        day={noting}
        annotation={edited}
        onClose={() => {
          onNoting(null);
          setEdited(null);
        }}
      />
    </section>
  );
}

function useRemove(): (id: string) => void {
  const { t } = useTranslation("explore");
  const refresh = useRefresh();
  const failed = (error: unknown) => toast(wordsOf(error, t), { tone: "problem" });
  const bring = (id: string) =>
    void callOperation("explore.restoreAnnotation", { params: { id } })
      .then(() => refresh("explore.listAnnotations"))
      .catch(failed);
  return (id) =>
    void callOperation("explore.deleteAnnotation", { params: { id } })
      .then(() => {
        toast(t("note.deleted"), { undo: () => bring(id) });
        return refresh("explore.listAnnotations");
      })
      .catch(failed);
}
