import { Button, NativeSelect, PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Problem } from "../api/problem.ts";
import { confirm } from "../design/confirm.ts";
import { ConfirmDialog } from "../design/ConfirmDialog.tsx";
import { CopyField } from "../design/CopyField.tsx";
import { EmptyState } from "../design/EmptyState.tsx";
import { ProblemNote } from "../design/ProblemNote.tsx";
import { RadioList } from "../design/RadioList.tsx";
import { SidePanel } from "../design/SidePanel.tsx";
import { SkeletonList } from "../design/Skeleton.tsx";
import classes from "./GalleryPage.module.css";

/** Buttons, fields, problems, empty and waiting states, the panel and the question. */
export function GalleryParts() {
  const { t } = useTranslation("web");
  const [panel, setPanel] = useState(false);
  const [choice, setChoice] = useState("a");
  const question = { title: t("gallery.question"), text: t("error.bugText"), action: t("action.save") };
  return (
    <section className={classes.section}>
      <h2>{t("gallery.parts")}</h2>
      <div className={classes.row}>
        <Button onClick={() => setPanel(true)}>{t("gallery.panel")}</Button>
        <Button variant="default" onClick={() => void confirm(question)}>
          {t("gallery.question")}
        </Button>
        <Button variant="subtle">{t("action.cancel")}</Button>
        <Button color="red">{t("action.save")}</Button>
        <Button disabled>{t("action.save")}</Button>
        <Button loading>{t("action.save")}</Button>
      </div>
      <div className={classes.specimens}>
        <TextInput label={t("settings.organisation")} description={t("filter.find")} defaultValue="Holos" />
        <TextInput label={t("settings.organisation")} error={t("notFound.title")} defaultValue="?" />
        <PasswordInput label={t("settings.keys")} />
        <NativeSelect label={t("filter.period")} data={[t("period.all"), t("period.last-30")]} />
        <CopyField label={t("settings.keys")} value="hol_…" />
        <RadioList
          label={t("filter.compare")}
          value={choice}
          onChange={setChoice}
          choices={[
            { value: "a", name: t("compare.none"), note: t("figure.provisionalWhy") },
            { value: "b", name: t("compare.previous") },
          ]}
        />
      </div>
      <ProblemNote error={new Problem(422, "gallery.sample", t("error.awayText"))} />
      <EmptyState title={t("figure.none")} text={t("figure.noneWhy")}>
        <Button>{t("nav.imports")}</Button>
      </EmptyState>
      <SkeletonList rows={2} />
      {panel ? (
        <SidePanel title={t("gallery.panel")} onClose={() => setPanel(false)}>
          <p>{t("about.what")}</p>
        </SidePanel>
      ) : null}
      <ConfirmDialog />
    </section>
  );
}
