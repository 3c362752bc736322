import { Button } from "@mantine/core";
import { useRef, useState, type ChangeEvent } from "react";
import { useTranslation } from "react-i18next";

import form from "#web/design/Form.module.css";

import classes from "./LogoField.module.css";

const mostBytes = 64 * 1024;
const types: readonly string[] = ["image/png", "image/svg+xml", "image/webp", "image/jpeg"];

/** The logo with its preview on both themes; a file that cannot serve says why before anything is sent. */
export function LogoField({ logo, onChange }: { logo: string | null; onChange: (logo: string | null) => void }) {
  const { t } = useTranslation("organisation");
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file === undefined) return;
    if (!types.includes(file.type)) return setProblem(t("logo.type"));
    if (file.size > mostBytes) return setProblem(t("logo.size"));
    setProblem(null);
    onChange(await dataUrlOf(file));
  };

  return (
    <div className={classes.field} role="group" aria-label={t("logo.label")}>
      <span className={classes.label}>{t("logo.label")}</span>
      <span className={form.note}>{t("logo.note")}</span>
      <div className={classes.row}>
        {["light", "dark"].map((theme) => (
          <span key={theme} className={classes.preview} data-theme={theme}>
            {logo === null ? <small>{t("logo.none")}</small> : <img src={logo} alt={t("logo.preview")} />}
          </span>
        ))}
        <Button variant="default" onClick={() => input.current?.click()}>
          {t("logo.choose")}
        </Button>
        {logo === null ? null : (
          <Button variant="subtle" onClick={() => onChange(null)}>
            {t("logo.remove")}
          </Button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept={types.join(",")}
        aria-label={t("logo.choose")}
        onChange={(event) => void choose(event)}
      />
      {problem === null ? null : (
        <p role="alert" className={form.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}

function dataUrlOf(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(typeof reader.result === "string" ? reader.result : ""));
    reader.addEventListener("error", () => reject(reader.error ?? new Error("unreadable")));
    reader.readAsDataURL(file);
  });
}
