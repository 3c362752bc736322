import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import type { Profile } from "#feature/imports/contract";
import { useSettings } from "#web/api/queries.ts";
import { timeZones } from "#web/format/zones.ts";

import classes from "./Setup.module.css";

const formats = ["iso", "dd/MM/yyyy HH:mm", "MM/dd/yyyy HH:mm", "dd.MM.yyyy HH:mm", "yyyy/MM/dd HH:mm", "epoch"];

/** How the file writes its times, and whose clock they were. What comes of it shows in the first rows of the preview. */
export function TimeFields({ profile, onChange }: { profile: Profile; onChange: (profile: Profile) => void }) {
  const { t } = useTranslation("imports");
  const list = useId();
  const own = useSettings()?.timeZone ?? "UTC";
  const { time } = profile;
  if (time === undefined) return null;
  const change = (next: Partial<typeof time>) => onChange({ ...profile, time: { ...time, ...next } });
  const swapped = swappedOrder(time.format);

  return (
    <div className={classes.detail}>
      <TextInput
        label={t("time.format")}
        description={t("time.formatNote")}
        list={list}
        value={time.format}
        maxLength={60}
        onChange={({ target }) => change({ format: target.value })}
      />
      <datalist id={list}>
        {formats.map((format) => (
          <option key={format} value={format}>
            {format}
          </option>
        ))}
      </datalist>
      {swapped === null ? null : (
        <Button variant="subtle" onClick={() => change({ format: swapped })}>
          {t(swapped.startsWith("M") ? "time.monthFirst" : "time.dayFirst")}
        </Button>
      )}
      <NativeSelect
        label={t("time.zone")}
        data={[...timeZones(time.zone ?? own)]}
        value={time.zone ?? own}
        onChange={({ target }) => change({ zone: target.value })}
      />
    </div>
  );
}

/** `MM/dd/yyyy` for `dd/MM/yyyy` and the other way round; null for formats whose order is plain. */
function swappedOrder(format: string): string | null {
  if (/^dd.MM(?!M)/.test(format)) return format.replace(/^dd(.)MM/, "MM$1dd");
  return /^MM.dd/.test(format) ? format.replace(/^MM(.)dd/, "dd$1MM") : null;
}
