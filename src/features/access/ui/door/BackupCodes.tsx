import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import form from "#web/design/Form.module.css";

/** The backup codes, shown this once; to be kept where the phone is not. */
export function BackupCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation("access");
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`Holos\n\n${codes.join("\n")}\n`)}`;
  return (
    <div className={form.form} role="status">
      <h2>{t("backup.title")}</h2>
      <p style={{ color: "var(--ink-2)" }}>{t("backup.text")}</p>
      <ul
        style={{
          display: "grid",
          gridTemplateColumns: "repeat(auto-fill, minmax(150px, 1fr))",
          gap: "var(--space-1)",
          margin: 0,
          padding: "var(--space-3)",
          listStyle: "none",
          border: "1px solid var(--line)",
          borderRadius: "var(--radius)",
          fontFamily: "ui-monospace, monospace",
        }}
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={form.actions}>
        <Button onClick={onDone}>{t("backup.done")}</Button>
        <Button
          component="a"
          href={file}
          download="holos-backup-codes.txt"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t("backup.save")}
        </Button>
      </div>
    </div>
  );
}
