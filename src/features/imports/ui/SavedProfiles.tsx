import { Button } from "@mantine/core";
import { IconDownload, IconUpload } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { download, fileNameOf } from "#web/design/download.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { formatInstant } from "#web/format/time.ts";
import { toast } from "#web/shell/toasts.ts";

import classes from "./Imports.module.css";

/** Profiles that describe files: each can be taken along as YAML, and one that was can be put in again. */
export function SavedProfiles() {
  const { t, i18n } = useTranslation("imports");
  const input = useRef<HTMLInputElement>(null);
  const { data } = useQuery(operationQuery("imports.listProfiles"));
  const put = usePutProfile();
  const save = (name: string, yaml: string) =>
    download(`${fileNameOf(name)}.yaml`, new Blob([yaml], { type: "application/yaml" }));

  return (
    <section className={classes.section}>
      <h2>{t("profiles.title")}</h2>
      <p className={classes.note}>{t("profiles.text")}</p>
      <ul className={classes.profiles}>
        {data?.items.map(({ name, yaml, updatedAt }) => (
          <li key={name}>
            <span>
              {name} <small>{formatInstant(updatedAt, i18n.language)}</small>
            </span>
            <Button
              variant="subtle"
              leftSection={<IconDownload size={16} aria-hidden />}
              aria-label={t("profiles.downloadOf", { name })}
              onClick={() => save(name, yaml)}
            >
              {t("profiles.download")}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        leftSection={<IconUpload size={16} aria-hidden />}
        loading={put.isPending}
        onClick={() => input.current?.click()}
      >
        {t("profiles.upload")}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".yaml,.yml,.json"
        aria-label={t("profiles.upload")}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) put.mutate(file);
          target.value = "";
        }}
      />
      <ProblemNote error={put.error} />
    </section>
  );
}

function usePutProfile() {
  const { t } = useTranslation("imports");
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (file: File) => {
      const yaml = await file.text();
      const name = /^name:\s*["']?(.+?)["']?\s*$/m.exec(yaml)?.[1] ?? file.name.replace(/\.[^.]+$/, "");
      return callOperation("imports.putProfile", { params: { name: name.slice(0, 120) }, body: { yaml } });
    },
    onSuccess: async ({ name }) => {
      await refresh("imports.listProfiles");
      toast(t("profiles.saved", { name }));
    },
  });
}
