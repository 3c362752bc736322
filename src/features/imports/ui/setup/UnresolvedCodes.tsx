import { Checkbox, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Preview, Profile } from "#feature/imports/contract";
import { referenceKinds, type ReferenceKind } from "#feature/organisation/contract";
import { operationQuery } from "#web/api/queries.ts";
import { useNames } from "#web/format/names.ts";
import { formatCount } from "#web/format/number.ts";

import { withMeaning } from "../value-edit.ts";
import classes from "./Setup.module.css";

interface UnresolvedCodesProps {
  readonly preview: Preview;
  readonly profile: Profile;
  readonly onChange: (profile: Profile) => void;
}

const most = 20;

/** Codes of the file that nothing is known under: each can be matched with what is known, or all be made new. */
export function UnresolvedCodes({ preview, profile, onChange }: UnresolvedCodesProps) {
  const { t } = useTranslation("imports");
  const names = useNames();
  const made = profile.dimensions.filter(({ field, create }) => create && isReference(field));
  const unknown = Map.groupBy(preview.unresolved, ({ field }) => field);
  const fields = [...new Set([...unknown.keys(), ...made.map(({ field }) => field as string)])];
  if (fields.length === 0) return null;
  const make = (field: string, create: boolean) =>
    onChange({
      ...profile,
      dimensions: profile.dimensions.map((part) => (part.field === field ? { ...part, create } : part)),
    });

  return (
    <div className={classes.codes}>
      <h3>{t("preview.unresolvedTitle")}</h3>
      <p className={classes.note}>{t("preview.unresolvedText")}</p>
      {fields.map((field) => (
        <section key={field}>
          <Checkbox
            label={t("codes.make", { field: names.dimension(field) })}
            checked={made.some((part) => part.field === field)}
            onChange={({ target }) => make(field, target.checked)}
          />
          <ul>
            {(unknown.get(field) ?? []).slice(0, most).map(({ code, rows }) => (
              <UnresolvedCode
                key={code}
                field={field}
                code={code}
                rows={rows}
                onMatch={(as) => {
                  const column = profile.dimensions.find((part) => part.field === field)?.column ?? "";
                  onChange(withMeaning(profile, column, code, { is: "other", as }));
                }}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface UnresolvedCodeProps {
  readonly field: string;
  readonly code: string;
  readonly rows: number;
  readonly onMatch: (code: string) => void;
}

function UnresolvedCode({ field, code, rows, onMatch }: UnresolvedCodeProps) {
  const { t, i18n } = useTranslation("imports");
  const [words, setWords] = useState("");
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({
    ...operationQuery("organisation.listReferences", {
      query: { kind: field as ReferenceKind, search: words.trim() === "" ? undefined : words.trim(), limit: 20 },
    }),
    enabled: isOpen,
  });
  return (
    <li>
      <span className={classes.value}>{code}</span>
      <span className="tabular">{formatCount(rows, i18n.language)}</span>
      <Select
        aria-label={t("codes.match", { code })}
        placeholder={t("codes.is")}
        data={(data?.items ?? []).map((known) => ({ value: known.code, label: `${known.name} (${known.code})` }))}
        searchable
        searchValue={words}
        onSearchChange={setWords}
        onDropdownOpen={() => setOpen(true)}
        filter={({ options }) => options}
        nothingFoundMessage={t("codes.nothing")}
        value={null}
        onChange={(value) => (value === null ? undefined : onMatch(value))}
      />
    </li>
  );
}

function isReference(field: string): boolean {
  return (referenceKinds as readonly string[]).includes(field);
}
