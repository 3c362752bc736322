import { Button, Select, TextInput } from "@mantine/core";
import { IconCircleCheck, IconCircleX, IconPlus } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { PersonDetail } from "#feature/people/contract";
import { callOperation } from "#web/api/client.ts";
import { useMay, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { formatInstant } from "#web/format/time.ts";

import classes from "./People.module.css";

const channels = ["any", "email", "sms", "phone", "messenger", "post"] as const;

/** What they agreed to, as it stands now; what they said before is in the timeline. */
export function Consents({ person }: { person: PersonDetail }) {
  const { t, i18n } = useTranslation("people");
  const mayWrite = useMay("people.write");
  const [isAdding, setAdding] = useState(false);
  const current = person.consents.filter(({ isCurrent }) => isCurrent);
  return (
    <section>
      <h3>{t("consent.title")}</h3>
      {current.length === 0 ? <p className={classes.quiet}>{t("consent.none")}</p> : null}
      <ul className={classes.list}>
        {current.map(({ id, purpose, channel, state, source, at }) => (
          <li key={id} className={classes.line} style={{ minHeight: 32 }}>
            {state === "given" ? (
              <IconCircleCheck size={17} color="var(--promoter)" aria-hidden />
            ) : (
              <IconCircleX size={17} color="var(--detractor)" aria-hidden />
            )}
            <span>{t(`consent.${state}`, { purpose, channel: t(`channel.${channel}`) })}</span>
            <span className={classes.quiet}>{`${source}, ${formatInstant(at, i18n.language)}`}</span>
          </li>
        ))}
      </ul>
      {isAdding ? <AddConsent personId={person.id} onClose={() => setAdding(false)} /> : null}
      {mayWrite && !isAdding ? (
        <Button variant="subtle" size="xs" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
          {t("consent.add")}
        </Button>
      ) : null}
    </section>
  );
}

function AddConsent({ personId, onClose }: { personId: string; onClose: () => void }) {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const [wish, setWish] = useState({ purpose: "research", channel: "any" as (typeof channels)[number], source: "" });
  const [state, setState] = useState<"given" | "withdrawn">("given");
  const save = useMutation({
    mutationFn: () => callOperation("people.recordConsent", { params: { id: personId }, body: { ...wish, state } }),
    onSuccess: async () => {
      await refresh("people.");
      onClose();
    },
  });
  return (
    <form className={form.form} onSubmit={(event) => [event.preventDefault(), save.mutate()]}>
      <div className={form.row}>
        <TextInput
          label={t("consent.purpose")}
          description={t("consent.purposeNote")}
          value={wish.purpose}
          maxLength={40}
          onChange={(event) => setWish({ ...wish, purpose: event.target.value })}
        />
        <Select
          label={t("consent.channel")}
          data={channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
          value={wish.channel}
          allowDeselect={false}
          onChange={(value) => setWish({ ...wish, channel: channels.find((channel) => channel === value) ?? "any" })}
        />
      </div>
      <div className={form.row}>
        <Select
          label={t("consent.state")}
          data={(["given", "withdrawn"] as const).map((each) => ({ value: each, label: t(`consent.is.${each}`) }))}
          value={state}
          allowDeselect={false}
          onChange={(value) => setState(value === "withdrawn" ? "withdrawn" : "given")}
        />
        <TextInput
          label={t("consent.source")}
          value={wish.source}
          required
          withAsterisk={false}
          maxLength={80}
          onChange={(event) => setWish({ ...wish, source: event.target.value })}
        />
      </div>
      <ProblemNote error={save.error} />
      <div className={form.actions}>
        <Button type="submit" loading={save.isPending} disabled={wish.source.trim() === ""}>
          {t("consent.record")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("web:action.cancel")}
        </Button>
      </div>
    </form>
  );
}
