import { Button } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import classes from "./Share.module.css";

/** Text for another program, copied with one press. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  const { t } = useTranslation("surveys");
  const [copied, setCopied] = useState("");
  const rows = Math.min(16, code.split("\n").length + 1);
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    setCopied(code);
  };
  return (
    <div className={classes.block}>
      <textarea aria-label={label} readOnly spellCheck={false} wrap="off" rows={rows} value={code} />
      <Button
        variant="default"
        leftSection={copied === code ? <IconCheck size={16} /> : <IconCopy size={16} />}
        onClick={() => void copy()}
      >
        <span aria-live="polite">{copied === code ? t("web:action.copied") : label}</span>
      </Button>
    </div>
  );
}
