import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import type { ReferenceKind } from "#feature/organisation/contract";
import type { Definition } from "#feature/surveys/contract";
import { offeredLanguages } from "#feature/surveys/runtime";
import { operationQuery, useMay } from "#web/api/queries.ts";
import { languageName, useNames } from "#web/format/names.ts";

import type { Carried } from "./address.ts";
import classes from "./Share.module.css";

interface CarriedFieldsProps {
  readonly definition: Definition;
  readonly carried: Carried;
  readonly onChange: (carried: Carried) => void;
}

/** What every link below says about the answer: its language, where it hangs, through what it came. */
export function CarriedFields({ definition, carried, onChange }: CarriedFieldsProps) {
  const { t, i18n } = useTranslation("surveys");
  const names = useNames();
  const set = (name: string, value: string) => onChange({ ...carried, [name]: value });
  return (
    <section className={classes.way}>
      <h2>{t("share.carried")}</h2>
      <p>{t("share.carriedText")}</p>
      <div className={classes.fields}>
        <NativeSelect
          label={t("share.language")}
          value={carried["lang"] ?? ""}
          onChange={(event) => set("lang", event.target.value)}
          data={[
            { value: "", label: t("share.byBrowser") },
            ...offeredLanguages(definition).map((value) => ({ value, label: languageName(value, i18n.language) })),
          ]}
        />
        <CodeField kind="unit" value={carried["unit"] ?? ""} onChange={(value) => set("unit", value)} />
        <CodeField
          kind="touchpoint"
          value={carried["touchpoint"] ?? ""}
          onChange={(value) => set("touchpoint", value)}
        />
        <TextInput
          label={names.dimension("channel")}
          placeholder={t("share.channelHint")}
          maxLength={60}
          value={carried["channel"] ?? ""}
          onChange={(event) => set("channel", event.target.value)}
        />
      </div>
    </section>
  );
}

interface CodeFieldProps {
  readonly kind: Extract<ReferenceKind, "unit" | "touchpoint">;
  readonly value: string;
  readonly onChange: (code: string) => void;
}

/** A code of the organisation's own; those that are known are offered. */
function CodeField({ kind, value, onChange }: CodeFieldProps) {
  const { t } = useTranslation("surveys");
  const names = useNames();
  const list = useId();
  const { data } = useQuery({
    ...operationQuery("organisation.listReferences", { query: { kind, limit: 200 } }),
    enabled: useMay("organisation.read"),
    staleTime: 60_000,
  });
  return (
    <>
      <TextInput
        label={names.dimension(kind)}
        placeholder={t("share.codeHint")}
        maxLength={120}
        list={list}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={list}>
        {(data?.items ?? []).map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}
