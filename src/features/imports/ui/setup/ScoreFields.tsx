import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Profile } from "#feature/imports/contract";

import { codesOf, onScale, scalesOf, withScore, type Column } from "../profile-edit.ts";
import classes from "./Setup.module.css";

interface ScoreFieldsProps {
  readonly score: Profile["scores"][number];
  readonly column: Column;
  readonly profile: Profile;
  readonly onChange: (profile: Profile) => void;
}

/** The scale of a score and its codes for "no answer". */
export function ScoreFields({ score, column, profile, onChange }: ScoreFieldsProps) {
  const { t } = useTranslation("imports");
  const scales = scalesOf(score.kind);
  const change = (next: Partial<typeof score>) => onChange(withScore(profile, column.name, next));
  const labels = scales.map(({ from, to }) => `${from}–${to}`);

  return (
    <div className={classes.detail}>
      {scales.length > 1 ? (
        <NativeSelect
          label={t("score.scale")}
          data={labels}
          value={`${score.scale?.from ?? 1}–${score.scale?.to ?? 5}`}
          onChange={({ target }) => {
            const scale = scales[labels.indexOf(target.value)];
            if (scale !== undefined) change(onScale(score, scale, column.values));
          }}
        />
      ) : null}
      {score.kind === "effort" ? (
        <NativeSelect
          label={t("score.direction")}
          data={[
            { value: "high-good", label: t("score.highGood") },
            { value: "low-good", label: t("score.lowGood") },
          ]}
          value={score.direction ?? "high-good"}
          onChange={({ target }) => change({ direction: target.value as "high-good" })}
        />
      ) : null}
      <MissingCodes key={score.missing.join()} codes={score.missing} onChange={(missing) => change({ missing })} />
    </div>
  );
}

function MissingCodes({
  codes,
  onChange,
}: {
  codes: readonly (string | number)[];
  onChange: (codes: string[]) => void;
}) {
  const { t } = useTranslation("imports");
  const [text, setText] = useState(codes.join(", "));
  const settle = () => {
    if (codesOf(text).join() !== codes.join()) onChange(codesOf(text));
  };
  return (
    <TextInput
      label={t("score.missing")}
      placeholder={t("score.missingExample")}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={settle}
      onKeyDown={({ key }) => key === "Enter" && settle()}
    />
  );
}
