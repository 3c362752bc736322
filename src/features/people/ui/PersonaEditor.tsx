import { Button, Modal, MultiSelect, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Persona, Segment } from "#feature/people/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

interface EditorProps {
  readonly persona: Persona | undefined;
  readonly segments: readonly Segment[];
  readonly onClose: () => void;
}

const lists = ["goals", "needs", "quotes"] as const;

/** Describes a typical person; of goals, needs and quotes each line is one. */
export function PersonaEditor({ persona, segments, onClose }: EditorProps) {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const [texts, setTexts] = useState(() => textsOf(persona));
  const [chosen, setChosen] = useState<string[]>(persona?.segments ?? []);
  const save = useMutation({
    mutationFn: () => {
      const { name, tagline, story, goals, needs, quotes } = texts;
      const body = {
        name,
        tagline,
        story,
        goals: linesIn(goals),
        needs: linesIn(needs),
        quotes: linesIn(quotes),
        segments: chosen,
      };
      return persona === undefined
        ? callOperation("people.createPersona", { body })
        : callOperation("people.updatePersona", { params: { id: persona.id }, body });
    },
    onSuccess: async () => {
      await refresh("people.listPersonas");
      onClose();
    },
  });
  const set = (name: keyof typeof texts, text: string) => setTexts({ ...texts, [name]: text });

  return (
    <Modal opened onClose={onClose} title={t(persona === undefined ? "persona.new" : "persona.edit")} size="lg">
      <form className={form.form} onSubmit={(event) => [event.preventDefault(), save.mutate()]}>
        <TextInput
          label={t("persona.name")}
          value={texts.name}
          maxLength={80}
          required
          withAsterisk={false}
          data-autofocus
          onChange={(event) => set("name", event.target.value)}
        />
        <TextInput
          label={t("persona.tagline")}
          value={texts.tagline}
          maxLength={200}
          onChange={(event) => set("tagline", event.target.value)}
        />
        <Textarea
          label={t("persona.story")}
          value={texts.story}
          maxLength={4000}
          autosize
          minRows={3}
          onChange={(event) => set("story", event.target.value)}
        />
        {lists.map((list) => (
          <Textarea
            key={list}
            label={t(`persona.${list}`)}
            description={t("persona.lines")}
            value={texts[list]}
            autosize
            minRows={2}
            onChange={(event) => set(list, event.target.value)}
          />
        ))}
        {segments.length === 0 ? null : (
          <MultiSelect
            label={t("tab.segments")}
            data={segments.map(({ id, name }) => ({ value: id, label: name }))}
            value={chosen}
            onChange={setChosen}
          />
        )}
        <ProblemNote error={save.error} />
        <div className={form.actions}>
          <Button type="submit" loading={save.isPending} disabled={texts.name.trim() === ""}>
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

const nothing = { name: "", tagline: "", story: "", goals: [], needs: [], quotes: [] };

function textsOf(persona: Persona | undefined) {
  const { name, tagline, story, goals, needs, quotes } = persona ?? nothing;
  return { name, tagline, story, goals: goals.join("\n"), needs: needs.join("\n"), quotes: quotes.join("\n") };
}

function linesIn(text: string): string[] {
  return [...new Set(text.split("\n").map((line) => line.trim()))].filter((line) => line !== "");
}
