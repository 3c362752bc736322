import { Button } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Problem } from "#web/api/problem.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { formatShare } from "#web/format/number.ts";

import classes from "./DropFile.module.css";
import { ProgressBar } from "./ProgressBar.tsx";
import { ReadOtherwise } from "./ReadOtherwise.tsx";
import type { Reading } from "./setup/FileFacts.tsx";
import { uploadFile } from "./upload.ts";

/** Takes a file by dropping or choosing, sends it, and opens what was seen in it. */
export function DropFile() {
  const { t, i18n } = useTranslation("imports");
  const input = useRef<HTMLInputElement>(null);
  const { send, stop, share, name, error, failed } = useUpload();
  const isOver = useDrop((file) => share === null && send(file));

  return (
    <section className={classes.zone} data-over={isOver} aria-label={t("drop.title")}>
      <IconFileUpload size={30} stroke={1.4} aria-hidden />
      {share === null ? (
        <>
          <p className={`${classes.title} ${classes.byMouse}`}>{t("drop.title")}</p>
          <Button onClick={() => input.current?.click()}>{t("drop.choose")}</Button>
          <p className={classes.note}>{t("drop.note")}</p>
        </>
      ) : (
        <div className={classes.sending}>
          <p className={classes.title}>
            {share < 1
              ? t("drop.sending", { name, share: formatShare(share, i18n.language) })
              : t("drop.reading", { name })}
          </p>
          <ProgressBar label={name} share={share < 1 ? share : null} />
          <Button variant="default" onClick={stop}>
            {t("web:action.cancel")}
          </Button>
        </div>
      )}
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.xlsx"
        aria-label={t("drop.choose")}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) send(file);
          target.value = "";
        }}
      />
      <ProblemNote error={error} />
      {failed === null ? null : <ReadOtherwise onRetry={(wish) => send(failed, wish)} />}
    </section>
  );
}

/** A file may be dropped anywhere on the page; answers whether one hovers over it. */
function useDrop(onFile: (file: File) => unknown): boolean {
  const [isOver, setOver] = useState(false);
  const take = useRef(onFile);
  useEffect(() => {
    take.current = onFile;
  });
  useEffect(() => {
    const over = (event: DragEvent) => [event.preventDefault(), setOver(true)];
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (file !== undefined) take.current(file);
    };
    const end = new AbortController();
    const { signal } = end;
    window.addEventListener("dragover", over, { signal });
    window.addEventListener("dragleave", leave, { signal });
    window.addEventListener("drop", drop, { signal });
    return () => end.abort();
  }, []);
  return isOver;
}

function useUpload() {
  const cache = useQueryClient();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const stopping = useRef<AbortController>(null);
  const [state, setState] = useState<Uploading>(idle);
  useEffect(() => () => stopping.current?.abort(), []);

  const send = (file: File, wish: Reading = {}) => {
    const stop = new AbortController();
    stopping.current = stop;
    setState({ share: 0, name: file.name, error: null, failed: null });
    const onProgress = (share: number) => setState((now) => ({ ...now, share }));
    uploadFile(file, { onProgress, signal: stop.signal }, wish).then(
      async (inspection) => {
        const call = { params: { id: inspection.importId } };
        cache.setQueryData(operationQuery("imports.inspect", call).queryKey, inspection);
        await refresh("imports.listImports");
        await navigate({ to: "/imports/$id", params: call.params });
      },
      (error: unknown) => {
        const isUnreadable = error instanceof Problem && error.code === "imports.file_unreadable";
        setState({ ...idle, error: stop.signal.aborted ? null : error, failed: isUnreadable ? file : null });
      },
    );
  };
  return { ...state, send, stop: () => stopping.current?.abort() };
}

interface Uploading {
  readonly share: number | null;
  readonly name: string;
  readonly error: unknown;
  /** The file that could not be read as detected; it can be sent again to be read otherwise. */
  readonly failed: File | null;
}

const idle: Uploading = { share: null, name: "", error: null, failed: null };
