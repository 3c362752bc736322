import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { PersonDetail } from "#feature/people/contract";
import { operationQuery, useMay } from "#web/api/queries.ts";

import { EditPerson } from "./EditPerson.tsx";
import { Identities } from "./Identities.tsx";
import classes from "./People.module.css";
import { useValueText } from "./value-words.ts";

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
      <Identities person={person} mayWrite={mayWrite} />
      <dl className={classes.facts}>
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
        {quiet === undefined || quiet === null ? null : (
          <Fact name={t("field.quiet")}>{`${quiet.from}–${quiet.to}`}</Fact>
        )}
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
