import { Button } from "@mantine/core";
import { IconArrowsJoin, IconArrowsSplit } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Person, Suggestion } from "#feature/people/contract";
import { textIn } from "#kit/language";
import { operationQuery } from "#web/api/queries.ts";
import { formatShare } from "#web/format/number.ts";

import classes from "./People.module.css";
import { nameOf } from "./person-words.ts";
import { Roles } from "./PersonList.tsx";
import { PersonMark } from "./PersonMark.tsx";

type Choices = Readonly<Record<string, "survivor" | "merged">>;

interface CaseProps {
  readonly suggestion: Suggestion;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onMerge: (choices: Choices) => void;
  readonly onApart: () => void;
}

/** Two who may be one, beside each other, with why; open, one chooses whose value counts. */
export function MergeCase({ suggestion, isOpen, onOpen, onMerge, onApart }: CaseProps) {
  const { t, i18n } = useTranslation("people");
  const { one, other, reasons, confidence } = suggestion;
  const [choices, setChoices] = useState<Choices>({});
  return (
    <article className={classes.case} data-active={isOpen}>
      <p className={classes.line}>
        <strong>{t("merge.sure", { share: formatShare(confidence, i18n.language) })}</strong>
        <span className={classes.quiet}>{reasons.map((reason) => t(`reason.${reason}`)).join(", ")}</span>
      </p>
      <div className={classes.pair}>
        <Side person={one} />
        <Side person={other} />
      </div>
      {isOpen ? (
        <Differences pair={{ survivorId: one.id, mergedId: other.id }} choices={choices} onChoose={setChoices} />
      ) : null}
      <div className={classes.line}>
        <Button size="sm" leftSection={<IconArrowsJoin size={16} />} onClick={() => onMerge(choices)}>
          {t("merge.merge")}
        </Button>
        <Button size="sm" variant="default" leftSection={<IconArrowsSplit size={16} />} onClick={onApart}>
          {t("merge.apart")}
        </Button>
        {isOpen ? null : (
          <Button size="sm" variant="subtle" onClick={onOpen}>
            {t("merge.compare")}
          </Button>
        )}
      </div>
    </article>
  );
}

function Side({ person }: { person: Person }) {
  const { t } = useTranslation("people");
  return (
    <div className={classes.head} style={{ alignItems: "start" }}>
      <PersonMark name={nameOf(person, t)} />
      <div style={{ minWidth: 0 }}>
        <Link
          to="/people/$id"
          params={{ id: person.id }}
          className={classes.name}
          style={{ display: "block", color: "inherit" }}
        >
          {nameOf(person, t)}
        </Link>
        {person.identities.map(({ kind, value }) => (
          <span key={`${kind}:${value}`} className={classes.quiet} style={{ display: "block" }}>
            {`${t(`identity.${kind}`)}: ${value}`}
          </span>
        ))}
        <Roles roles={person.roles} />
      </div>
    </div>
  );
}

interface DifferencesProps {
  readonly pair: { readonly survivorId: string; readonly mergedId: string };
  readonly choices: Choices;
  readonly onChoose: (choices: Choices) => void;
}

function Differences({ pair, choices, onChoose }: DifferencesProps) {
  const { t, i18n } = useTranslation("people");
  const fields = useQuery(operationQuery("people.previewMerge", { body: pair })).data?.fields ?? [];
  const attributes = useQuery(operationQuery("people.listAttributes")).data?.items ?? [];
  const nameOfField = (field: string) => {
    const attribute = attributes.find(({ key }) => `attr.${key}` === field);
    return attribute === undefined ? t(`field.${field}`) : textIn(attribute.names, i18n.language);
  };
  if (fields.length === 0) return null;
  return (
    <fieldset style={{ display: "grid", gap: 4, margin: 0, padding: 0, border: 0 }}>
      <legend className={classes.quiet}>{t("merge.choose")}</legend>
      {fields.map(({ field, survivor, merged, suggested }) => (
        <div key={field} className={classes.pair}>
          {(["survivor", "merged"] as const).map((side) => {
            const value = side === "survivor" ? survivor : merged;
            return (
              <label
                key={side}
                className={classes.line}
                style={{ minHeight: "var(--touch)", opacity: value === null ? 0.6 : 1 }}
              >
                <input
                  type="radio"
                  name={`${pair.mergedId}:${field}`}
                  checked={(choices[field] ?? suggested) === side}
                  disabled={value === null}
                  onChange={() => onChoose({ ...choices, [field]: side })}
                />
                <span className={classes.quiet}>{nameOfField(field)}</span>
                {value === null ? t("merge.nothing") : String(value)}
              </label>
            );
          })}
        </div>
      ))}
    </fieldset>
  );
}
