import { Button, Checkbox, Modal, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Effect, TreeChange, TreeChangeInput, Unit } from "#feature/organisation/contract";
import { operationQuery } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import { changeFrom, type ChangeDraft } from "./change-draft.ts";
import { formatDayOf, localToday } from "./days.ts";
import classes from "./UnitPanel.module.css";
import { UnitPicker } from "./UnitPicker.tsx";
import { useChange } from "./use-change.ts";
import { useUnits } from "./use-units.ts";

interface ChangeDialogProps {
  readonly unit: Unit;
  readonly action: TreeChange["action"];
  readonly onClose: () => void;
}

/** Asks what a change needs and says in sentences what it will do, before it is done. */
export function ChangeDialog({ unit, action, onClose }: ChangeDialogProps) {
  const { t } = useTranslation("organisation");
  const { model } = useUnits();
  const [draft, setDraft] = useState<ChangeDraft>(() => ({
    from: localToday(),
    ids: [],
    withBelow: false,
    parts: [
      { code: unit.code, name: unit.name },
      { code: "", name: "" },
    ],
  }));
  const set = (next: Partial<ChangeDraft>) => setDraft((now) => ({ ...now, ...next }));
  const codeOf = (id: string) => model?.byId.get(id)?.code ?? "";
  const body = changeFrom(unit, action, { draft, codeOf });
  const change = useChange(onClose);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t(`change.${action}Title`, { name: unit.name })}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (body !== undefined) change.mutate(body);
        }}
      >
        <TextInput
          type="date"
          required
          withAsterisk={false}
          label={t("change.from")}
          value={draft.from}
          onChange={(event) => set({ from: event.target.value })}
        />
        {action === "move" || action === "merge" ? (
          <UnitPicker
            label={t(action === "move" ? "change.parent" : "change.others")}
            value={draft.ids}
            onChange={(ids) => set({ ids })}
            isMulti={action === "merge"}
          />
        ) : null}
        {action === "split" ? <Parts draft={draft} onChange={set} /> : null}
        {action === "close" && unit.below > 0 ? (
          <Checkbox
            label={t("change.withBelow", { count: unit.below })}
            checked={draft.withBelow}
            onChange={(event) => set({ withBelow: event.currentTarget.checked })}
          />
        ) : null}
        {body === undefined ? null : <Preview body={body} />}
        <ProblemNote error={change.error} />
        <div className={classes.end}>
          <Button variant="default" onClick={onClose}>
            {t("web:action.cancel")}
          </Button>
          <Button type="submit" disabled={body === undefined} loading={change.isPending}>
            {t(`change.${action}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Parts({ draft, onChange }: { draft: ChangeDraft; onChange: (next: Partial<ChangeDraft>) => void }) {
  const { t } = useTranslation("organisation");
  const put = (index: number, next: Partial<ChangeDraft["parts"][number]>) =>
    onChange({ parts: draft.parts.map((part, at) => (at === index ? { ...part, ...next } : part)) });
  return (
    <>
      <p style={{ margin: 0, color: "var(--ink-2)" }}>{t("change.partsNote")}</p>
      {draft.parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts have no other identity while they are typed
        <div key={index} className={classes.parts}>
          <TextInput
            label={t("change.partCode", { n: index + 1 })}
            value={part.code}
            maxLength={120}
            onChange={(event) => put(index, { code: event.target.value })}
          />
          <TextInput
            label={t("change.partName", { n: index + 1 })}
            value={part.name}
            maxLength={200}
            onChange={(event) => put(index, { name: event.target.value })}
          />
        </div>
      ))}
      <div>
        <Button variant="subtle" onClick={() => onChange({ parts: [...draft.parts, { code: "", name: "" }] })}>
          {t("change.addPart")}
        </Button>
      </div>
    </>
  );
}

function Preview({ body }: { body: TreeChangeInput }) {
  const { data, error } = useQuery({
    ...operationQuery("organisation.previewChange", { body }),
    retry: false,
    staleTime: 0,
  });
  if (error !== null) return <ProblemNote error={error} />;
  return (
    <div className={classes.effect} aria-live="polite">
      {data === undefined ? " " : <Sentences effect={data} />}
    </div>
  );
}

function Sentences({ effect }: { effect: Effect }) {
  const { t, i18n } = useTranslation("organisation");
  if (!effect.isChange) return t("effect.nothing");
  const day = formatDayOf(effect.from, i18n.language);
  const n = (count: number) => new Intl.NumberFormat(i18n.language).format(count);
  const { unitCount, answers, losing, gaining, links } = effect;
  const sentences = [
    t("effect.units", { day, count: unitCount, n: n(unitCount) }),
    answers === null ? "" : t("effect.answers", { count: answers, n: n(answers) }),
    losing ? t("effect.losing", { count: losing, n: n(losing) }) : "",
    gaining ? t("effect.gaining", { count: gaining, n: n(gaining) }) : "",
    links ? t("effect.links", { count: links, n: n(links) }) : "",
    t("effect.before"),
  ];
  return <p style={{ margin: 0 }}>{sentences.filter((one) => one !== "").join(" ")}</p>;
}
