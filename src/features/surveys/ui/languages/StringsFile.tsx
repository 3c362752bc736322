import { Button, Modal } from "@mantine/core";
import { IconDownload, IconUpload } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { download } from "#web/design/download.ts";
import { toast } from "#web/shell/toasts.ts";

import { useEditor } from "../draft/editor.ts";
import classes from "./Languages.module.css";
import { stringsCsv, withStringsFrom, type ReadStrings } from "./strings.ts";

/** The texts as a CSV file for translators, and back; what could not be taken is listed before anything changes. */
export function StringsFile() {
  const { t } = useTranslation("surveys");
  const { definition, mayWrite, change } = useEditor();
  const file = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<ReadStrings | null>(null);
  const take = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    setRead(withStringsFrom(definition, await chosen.text()));
    if (file.current !== null) file.current.value = "";
  };
  const apply = () => {
    if (read === null) return;
    change(() => read.definition);
    toast(t("languages.taken", { count: read.changed }), { undo: () => change(() => definition) });
    setRead(null);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        onClick={() => download("texts.csv", new Blob([stringsCsv(definition)], { type: "text/csv" }))}
      >
        {t("languages.export")}
      </Button>
      {mayWrite ? (
        <Button variant="default" leftSection={<IconUpload size={16} />} onClick={() => file.current?.click()}>
          {t("languages.import")}
        </Button>
      ) : null}
      <input
        ref={file}
        type="file"
        accept=".csv,text/csv"
        hidden
        aria-label={t("languages.import")}
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <Modal
        opened={read !== null}
        onClose={() => setRead(null)}
        title={t("languages.import")}
        closeButtonProps={{ "aria-label": t("web:action.close") }}
      >
        {read === null ? null : (
          <div className={classes.dialog}>
            <p>{t("languages.willChange", { count: read.changed })}</p>
            {read.problems.length === 0 ? null : (
              <ul>
                {read.problems.slice(0, 50).map(({ code, line, what }) => (
                  <li key={`${code} ${line} ${what}`}>
                    {line === 0 ? null : <strong>{t("languages.line", { line })} </strong>}
                    {t(`strings.${code}`, { what, column: "place" })}
                  </li>
                ))}
              </ul>
            )}
            <div className={classes.dialogActions}>
              <Button variant="default" onClick={() => setRead(null)}>
                {t("web:action.cancel")}
              </Button>
              <Button disabled={read.changed === 0} onClick={apply}>
                {t("languages.take")}
              </Button>
            </div>
          </div>
        )}
      </Modal>
    </>
  );
}
