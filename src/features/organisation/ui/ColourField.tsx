import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { contrastOf, inkOn } from "#web/design/contrast.ts";
import form from "#web/design/Form.module.css";
import { formatNumber } from "#web/format/number.ts";

import classes from "./LogoField.module.css";

/** The organisation's colour, as a button on a survey page will look, with its contrast checked. */
export function ColourField({ colour, onChange }: { colour: string; onChange: (colour: string) => void }) {
  const { t, i18n } = useTranslation("organisation");
  const isColour = /^#[0-9a-f]{6}$/i.test(colour);
  const onWhite = isColour ? contrastOf(colour, "#ffffff") : 0;
  return (
    <div className={classes.field}>
      <div className={classes.row} style={{ alignItems: "end" }}>
        <TextInput
          label={t("colour.label")}
          value={colour}
          pattern="#[0-9a-fA-F]{6}"
          maxLength={7}
          required
          withAsterisk={false}
          w={140}
          onChange={(event) => onChange(event.target.value)}
        />
        <input
          type="color"
          className={classes.swatch}
          aria-label={t("colour.pick")}
          value={isColour ? colour : "#000000"}
          onChange={(event) => onChange(event.target.value)}
        />
        {isColour ? (
          <span className={classes.sample} style={{ background: colour, color: inkOn(colour) }}>
            {t("colour.sample")}
          </span>
        ) : null}
      </div>
      <p className={form.note} aria-live="polite">
        {isColour
          ? t(onWhite >= 3 ? "colour.good" : "colour.weak", { ratio: formatNumber(onWhite, i18n.language, 1) })
          : t("colour.form")}
      </p>
    </div>
  );
}
