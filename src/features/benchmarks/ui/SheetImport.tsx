import { Button, FileButton, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import sections from "#web/design/Sections.module.css";
import { toast } from "#web/shell/toasts.ts";

import type { Imported } from "../contract.ts";

interface SheetImportProps {
  readonly about: string;
  /** A file to try it with. */
  readonly example: string;
  readonly run: (text: string, dryRun: boolean) => Promise<Imported>;
}

/** A table pasted or chosen: tried first, with what is wrong line by line; stored whole or not at all. */
export function SheetImport({ about, example, run }: SheetImportProps) {
  const { t } = useTranslation("benchmarks");
  const refresh = useRefresh();
  const [text, setText] = useState("");
  const attempt = useMutation({ mutationFn: () => run(text, true) });
  const store = useMutation({
    mutationFn: () => run(text, false),
    onSuccess: async ({ stored, refused }) => {
      if (refused > 0) return;
      await refresh("benchmarks.");
      toast(t("import.stored", { count: stored }));
      put("");
    },
  });
  const put = (next: string) => {
    setText(next);
    attempt.reset();
    store.reset();
  };
  const tried = store.data ?? attempt.data;
  const isSound = tried !== undefined && tried.refused === 0 && tried.rows > 0;
  return (
    <div className={form.form}>
      <p className={form.note}>{about}</p>
      <Textarea label={t("import.paste")} rows={8} value={text} onChange={(event) => put(event.target.value)} />
      <div className={form.actions}>
        <FileButton accept=".csv,.tsv,.txt,text/csv" onChange={(file) => void file?.text().then(put)}>
          {(props) => (
            <Button variant="default" {...props}>
              {t("import.choose")}
            </Button>
          )}
        </FileButton>
        <Button variant="subtle" onClick={() => put(example)}>
          {t("import.example")}
        </Button>
      </div>
      <ProblemNote error={attempt.error ?? store.error} />
      {tried === undefined ? null : <Tried tried={tried} />}
      <div className={form.actions}>
        <Button
          variant={isSound ? "default" : "filled"}
          loading={attempt.isPending}
          disabled={text.trim() === ""}
          onClick={() => attempt.mutate()}
        >
          {t("import.try")}
        </Button>
        {isSound ? (
          <Button loading={store.isPending} onClick={() => store.mutate()}>
            {t("import.store", { count: tried.rows })}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function Tried({ tried: { rows, refused, problems, fresh } }: { tried: Imported }) {
  const { t } = useTranslation("benchmarks");
  if (rows === 0 && refused === 0) return <p className={sections.caution}>{t("import.empty")}</p>;
  return (
    <div className={sections.section} aria-live="polite">
      {refused === 0 ? (
        <p className={sections.note}>{t("import.sound", { count: rows })}</p>
      ) : (
        <>
          <p className={sections.caution}>{t("import.refused", { count: refused })}</p>
          <ul className={sections.problems}>
            {problems.map(({ line, text, code, field }) => (
              <li key={`${line} ${code}`}>{t(`line.${code}`, { line, text, field })}</li>
            ))}
          </ul>
        </>
      )}
      {fresh.length === 0 ? null : (
        <p className={sections.note}>{t("import.fresh", { names: fresh.slice(0, 20).join(", ") })}</p>
      )}
    </div>
  );
}
