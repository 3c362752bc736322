import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Attribute, AttributeValue, PersonDetail } from "#feature/people/contract";
import { textIn } from "#kit/language";
import { operationQuery, useMay } from "#web/api/queries.ts";
import { formatNumber } from "#web/format/number.ts";
import { formatDay } from "#web/format/time.ts";

import { EditPerson } from "./EditPerson.tsx";
import classes from "./People.module.css";

/** By what somebody is known, and what is noted about them. */
export function PersonFacts({ person }: { person: PersonDetail }) {
  const { t } = useTranslation("people");
  const valueText = useValueText();
  const mayWrite = useMay("people.write") && !person.isColleagueOnly;
  const [isEditing, setEditing] = useState(false);
  const attributes = useQuery(operationQuery("people.listAttributes")).data?.items ?? [];
  const { channels, quiet } = person.preferences;
  if (isEditing) return <EditPerson person={person} attributes={attributes} onClose={() => setEditing(false)} />;

  return (
    <section>
      <dl className={classes.facts}>
        {person.identities.map(({ kind, value }) => (
          <Fact key={`${kind}:${value}`} name={t(`identity.${kind}`)}>
            {value}
          </Fact>
        ))}
        {person.homeUnit === null ? null : <Fact name={t("field.homeUnit")}>{person.homeUnit.name}</Fact>}
        {person.language === null ? null : <Fact name={t("field.language")}>{person.language}</Fact>}
        {person.timeZone === null ? null : <Fact name={t("field.timeZone")}>{person.timeZone}</Fact>}
        {attributes
          .filter(({ key }) => key in person.attributes)
          .map((attribute) => (
            <Fact key={attribute.key} name={valueText.name(attribute)}>
              {valueText.value(attribute, person.attributes[attribute.key])}
            </Fact>
          ))}
        {channels === undefined ? null : (
          <Fact name={t("field.channels")}>{channels.map((channel) => t(`channel.${channel}`)).join(", ")}</Fact>
        )}
        {quiet == null ? null : <Fact name={t("field.quiet")}>{`${quiet.from}–${quiet.to}`}</Fact>}
      </dl>
      {mayWrite ? (
        <Button
          variant="subtle"
          size="xs"
          mt="xs"
          leftSection={<IconPencil size={15} />}
          onClick={() => setEditing(true)}
        >
          {t("edit.open")}
        </Button>
      ) : null}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Words for attributes and their values in the reader's language. */
export function useValueText() {
  const { t, i18n } = useTranslation("people");
  return {
    name: ({ key, names }: Attribute) => textIn(names, i18n.language) || key,
    value: ({ type, options }: Attribute, value: AttributeValue | undefined): string => {
      if (value === undefined) return "";
      if (type === "yes-no") return value === true ? t("yes") : t("no");
      if (type === "number") return formatNumber(Number(value), i18n.language, 2);
      if (type === "date") return formatDay(String(value), i18n.language);
      const option = options.find(({ key }) => key === value);
      return (option === undefined ? "" : textIn(option.names, i18n.language)) || String(value);
    },
  };
}
