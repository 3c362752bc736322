import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { CopyField } from "#web/design/CopyField.tsx";
import form from "#web/design/Form.module.css";

/** The link to hand over, shown this once. */
export function LinkNote({ path, onDone }: { path: string; onDone: () => void }) {
  const { t } = useTranslation("access");
  return (
    <div className={form.form} role="status">
      <CopyField label={t("invitations.linkLabel")} value={globalThis.location.origin + path} />
      <p className={form.note}>{t("invitations.linkNote")}</p>
      <div>
        <Button variant="default" onClick={onDone}>
          {t("keys.copied")}
        </Button>
      </div>
    </div>
  );
}
