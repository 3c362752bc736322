import { Button } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { DirectoryKind } from "#feature/directory/contract";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import classes from "./Directory.module.css";
import { ProgressBar } from "./ProgressBar.tsx";
import { uploadFile } from "./upload.ts";

/** Takes a file by dropping or choosing, sends it, and opens what was seen in it. */
export function DropFile({ kind }: { kind: DirectoryKind }) {
  const { t } = useTranslation("directory");
  const input = useRef<HTMLInputElement>(null);
  const { send, name, isSending, error, stop } = useSending(kind);
  const isOver = useDrop(send);
  return (
    <section className={classes.zone} data-over={isOver} aria-label={t(`drop.${kind}`)}>
      <IconFileUpload size={30} stroke={1.4} aria-hidden />
      {isSending ? (
        <div className={classes.sending}>
          <p className={classes.strong}>{t("drop.sending", { name })}</p>
          <ProgressBar label={name} share={null} />
          <Button variant="default" onClick={stop}>
            {t("web:action.cancel")}
          </Button>
        </div>
      ) : (
        <>
          <p className={`${classes.strong} ${classes.byMouse}`}>{t(`drop.${kind}`)}</p>
          <Button onClick={() => input.current?.click()}>{t("drop.choose")}</Button>
          <p className={classes.note}>{t("drop.note")}</p>
        </>
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
    </section>
  );
}

function useSending(kind: DirectoryKind) {
  const cache = useQueryClient();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const stopping = useRef<AbortController>(null);
  const [name, setName] = useState("");
  useEffect(() => () => stopping.current?.abort(), []);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (file: File) => {
      stopping.current = new AbortController();
      return uploadFile(kind, file, stopping.current.signal);
    },
    onSuccess: async (seen) => {
      const params = { id: seen.importId };
      cache.setQueryData(operationQuery("directory.inspect", { params }).queryKey, seen);
      await refresh("directory.listImports");
      await navigate({ to: "/directory/$id", params });
    },
  });
  const send = (file: File) => {
    if (isPending) return;
    setName(file.name);
    mutate(file);
  };
  const stop = () => {
    stopping.current?.abort();
    reset();
  };
  return { send, stop, name, isSending: isPending, error };
}

/** A file may be dropped anywhere on the page; answers whether one hovers over it. */
function useDrop(onFile: (file: File) => void): boolean {
  const [isOver, setOver] = useState(false);
  const take = useRef(onFile);
  useEffect(() => {
    take.current = onFile;
  });
  useEffect(() => {
    const end = new AbortController();
    const { signal } = end;
    window.addEventListener("dragover", (event) => [event.preventDefault(), setOver(true)], { signal });
    window.addEventListener("dragleave", (event) => event.relatedTarget === null && setOver(false), { signal });
    window.addEventListener(
      "drop",
      (event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer?.files ?? [];
        if (file !== undefined) take.current(file);
      },
      { signal },
    );
    return () => end.abort();
  }, []);
  return isOver;
}
