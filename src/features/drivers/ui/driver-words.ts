import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { useNames } from "#web/format/names.ts";

import { driverWords, type DriverWords } from "../rules.ts";

/** Words for drivers in the language of the screen. */
export function useDriverWords(): DriverWords {
  const { t, i18n } = useTranslation("drivers");
  const names = useNames();
  return useMemo(
    () => driverWords((key, params) => t(key, params ?? {}), i18n.language, names),
    [t, i18n.language, names],
  );
}
