import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Inspection, Profile } from "#feature/imports/contract";

interface SavedProfileProps {
  readonly inspection: Inspection;
  /** Saved profiles whose columns this file has. */
  readonly matching: readonly { readonly name: string; readonly profile: Profile }[];
  readonly onProfile: (profile: Profile) => void;
}

/** Takes a profile that described such a file before; nothing where there is none. */
export function SavedProfile({ inspection, matching, onProfile }: SavedProfileProps) {
  const { t } = useTranslation("imports");
  if (matching.length === 0) return null;
  const choose = (name: string) =>
    onProfile(matching.find((saved) => saved.name === name)?.profile ?? inspection.suggested);
  return (
    <NativeSelect
      label={t("file.profile")}
      description={t("file.profileNote")}
      data={[{ value: "", label: t("file.suggested") }, ...matching.map(({ name }) => name)]}
      onChange={(event) => choose(event.target.value)}
    />
  );
}
