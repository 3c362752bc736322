import { Button, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import type { OperationAnswer } from "#web/api/operations.ts";
import { useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import classes from "#web/design/Sections.module.css";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatCount } from "#web/format/number.ts";

/** Who left and who stayed, pasted or from a file: checked first, then kept. */
export function Outcomes({ hasAny }: { hasAny: boolean }) {
  const { t } = useTranslation("sampling");
  const { today } = useFilter();
  const refresh = useRefresh();
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [knownUntil, setKnownUntil] = useState(today);
  const send = useMutation({
    mutationFn: (dryRun: boolean) => callOperation("sampling.putOutcomes", { body: { text, knownUntil, dryRun } }),
    onSuccess: async (_, dryRun) => {
      if (dryRun) return;
      setText("");
      await refresh("sampling.");
    },
  });
  const checked = send.data;
  return (
    <section className={classes.section}>
      <h2>{t("outcomes.title")}</h2>
      <p className={classes.note}>{t("outcomes.text")}</p>
      <Textarea
        label={t("outcomes.paste")}
        description={t("outcomes.pasteNote")}
        rows={5}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          send.reset();
        }}
      />
      <div className={classes.controls}>
        <TextInput
          type="date"
          label={t("outcomes.until")}
          value={knownUntil}
          onChange={(event) => setKnownUntil(event.target.value)}
        />
      </div>
      <input
        ref={file}
        type="file"
        accept=".csv,.tsv,.txt"
        hidden
        aria-label={t("outcomes.file")}
        onChange={(event) => {
          void event.target.files?.[0]?.text().then((content) => {
            setText(content);
            send.reset();
          });
        }}
      />
      <ProblemNote error={send.error} />
      {checked === undefined ? null : <Said checked={checked} isKept={!(send.variables ?? true)} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={() => file.current?.click()}>
          {t("outcomes.file")}
        </Button>
        <Button
          variant="default"
          disabled={text.trim() === ""}
          loading={send.isPending}
          onClick={() => send.mutate(true)}
        >
          {t("outcomes.check")}
        </Button>
        <Button
          disabled={text.trim() === "" || checked === undefined || checked.stored === 0}
          loading={send.isPending}
          onClick={() => send.mutate(false)}
        >
          {t("outcomes.keep")}
        </Button>
        {hasAny ? <RemoveOutcomes /> : null}
      </div>
    </section>
  );
}

/** What a check or a keeping found. */
function Said({ checked, isKept }: { checked: OperationAnswer<"sampling.putOutcomes">; isKept: boolean }) {
  const { t, i18n } = useTranslation("sampling");
  const count = (value: number): string => formatCount(value, i18n.language);
  const { stored, left, refused, problems } = checked;
  return (
    <>
      <p aria-live="polite">
        {t(isKept ? "outcomes.kept" : "outcomes.checked", {
          stored: count(stored),
          left: count(left),
          refused: count(refused),
        })}
      </p>
      {problems.length === 0 ? null : (
        <ul className={classes.problems}>
          {problems.slice(0, 20).map(({ line, text, code }) => (
            <li key={line}>{t(`line.${code}`, { line, text })}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function RemoveOutcomes() {
  const { t } = useTranslation("sampling");
  const refresh = useRefresh();
  const remove = useMutation({
    mutationFn: () => callOperation("sampling.deleteOutcomes"),
    onSuccess: () => refresh("sampling."),
  });
  const ask = async () => {
    const question = { title: t("outcomes.removeTitle"), text: t("outcomes.removeText"), action: t("delete") };
    if (await confirm(question)) remove.mutate();
  };
  return (
    <>
      <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => void ask()}>
        {t("outcomes.remove")}
      </Button>
      <ProblemNote error={remove.error} />
    </>
  );
}
