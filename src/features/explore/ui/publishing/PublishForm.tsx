import { Button, Checkbox, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { productLanguages } from "#kit/language";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote, wordsOf } from "#web/design/ProblemNote.tsx";
import { ownName } from "#web/i18n/languages.ts";
import { toast } from "#web/shell/toasts.ts";

import type { Dashboard, PublicationWish } from "../../contract.ts";
import { leastPublished } from "../../contract/limits.ts";
import { cardName, isPublishable } from "../../rules.ts";
import classes from "./Publishing.module.css";

/** What a new public page shows; looked at before it is published. */
export function PublishForm({ dashboard, isFirst }: { dashboard: Dashboard; isFirst: boolean }) {
  const { t, i18n } = useTranslation("explore");
  const [wish, setWish] = useState<PublicationWish>(() => firstWish(dashboard, i18n.language));
  const change = (next: Partial<PublicationWish>) => setWish({ ...wish, ...next });
  const { preview, look, publish, isBusy, error } = usePublishing(dashboard.id, wish);
  const isWhole = wish.title.trim() !== "" && wish.cards.length > 0 && wish.languages.length > 0;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    publish();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <h3 className={classes.title}>{t(isFirst ? "publish.first" : "publish.another")}</h3>
      <p className={form.note}>{t("publish.what")}</p>
      <TextInput
        label={t("publish.name")}
        required
        maxLength={200}
        value={wish.title}
        onChange={(event) => change({ title: event.target.value })}
      />
      <Textarea
        label={t("publish.intro")}
        description={t("publish.introWhat")}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        value={wish.intro}
        onChange={(event) => change({ intro: event.target.value })}
      />
      <CardChoice dashboard={dashboard} chosen={wish.cards} onChange={(cards) => change({ cards: [...cards] })} />
      <LimitFields wish={wish} onChange={change} />
      <ProblemNote error={error} />
      <div className={form.actions}>
        <Button variant="default" loading={isBusy} disabled={!isWhole} onClick={look}>
          {t("publish.preview")}
        </Button>
        <Button type="submit" disabled={!isWhole || isBusy}>
          {t("publish.publish")}
        </Button>
      </div>
      {preview === undefined ? null : (
        <iframe className={classes.preview} title={t("publish.preview")} sandbox="" srcDoc={preview} />
      )}
    </form>
  );
}

function firstWish({ name, cards }: Dashboard, language: string): PublicationWish {
  return {
    title: name,
    intro: "",
    cards: cards.filter(isPublishable).map(({ id }) => id),
    languages: productLanguages.filter((known) => known === language),
    least: leastPublished.usual,
    expiresOn: null,
  };
}

interface CardChoiceProps {
  readonly dashboard: Dashboard;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function CardChoice({ dashboard: { cards }, chosen, onChange }: CardChoiceProps) {
  const { t } = useTranslation("explore");
  return (
    <Checkbox.Group label={t("publish.cards")} value={[...chosen]} onChange={onChange} withAsterisk>
      <div className={classes.choices}>
        {cards.map((card) => (
          <Checkbox
            key={card.id}
            value={card.id}
            label={cardName(card) || t("dashboards.gone")}
            disabled={!isPublishable(card)}
            description={isPublishable(card) ? undefined : t("publish.internal")}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}

interface LimitFieldsProps {
  readonly wish: PublicationWish;
  readonly onChange: (next: Partial<PublicationWish>) => void;
}

function LimitFields({ wish, onChange }: LimitFieldsProps) {
  const { t } = useTranslation("explore");
  return (
    <>
      <Checkbox.Group
        label={t("publish.languages")}
        withAsterisk
        value={wish.languages}
        onChange={(chosen) => onChange({ languages: productLanguages.filter((known) => chosen.includes(known)) })}
      >
        <div className={classes.languages}>
          {productLanguages.map((language) => (
            <Checkbox key={language} value={language} label={ownName(language)} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={form.row}>
        <NumberInput
          label={t("publish.least")}
          min={leastPublished.min}
          max={leastPublished.max}
          value={wish.least}
          onChange={(value) => onChange({ least: Number(value) || leastPublished.usual })}
          clampBehavior="blur"
          hideControls
        />
        <TextInput
          type="date"
          label={t("publish.expires")}
          value={wish.expiresOn ?? ""}
          onChange={(event) => onChange({ expiresOn: event.target.value === "" ? null : event.target.value })}
        />
      </div>
      <p className={form.note}>{t("publish.leastWhat")}</p>
    </>
  );
}

function usePublishing(id: string, wish: PublicationWish) {
  const { t } = useTranslation("explore");
  const refresh = useRefresh();
  const [preview, setPreview] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    await work().catch(setError);
    setBusy(false);
  };
  const call = { params: { id }, body: wish };
  const look = () => void run(async () => setPreview((await callOperation("explore.previewPublication", call)).html));
  const publish = () =>
    void run(async () => {
      const made = await callOperation("explore.createPublication", call);
      const back = () =>
        void callOperation("explore.revokePublication", { params: { id: made.id } })
          .then(() => refresh("explore.listPublications"))
          .catch((problem: unknown) => toast(wordsOf(problem, t), { tone: "problem" }));
      toast(t("publish.done", { title: made.title }), { undo: back });
      await refresh("explore.listPublications");
    });
  return { preview, look, publish, isBusy, error };
}
