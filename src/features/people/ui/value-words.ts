import { useTranslation } from "react-i18next";

import type { Attribute, AttributeValue } from "#feature/people/contract";
import { textIn } from "#kit/language";
import { formatNumber } from "#web/format/number.ts";
import { formatDay } from "#web/format/time.ts";

/** Words for attributes and their values in the reader's language. */
export function useValueText() {
  const { t, i18n } = useTranslation("people");
  return {
    name: ({ key, names }: Attribute) => textIn(names, i18n.language) || key,
    value: ({ type, options }: Attribute, value: AttributeValue | undefined): string => {
      if (value === undefined) return "";
      if (type === "yes-no") return value === true ? t("yes") : t("no");
      if (type === "number") return formatNumber(Number(value), i18n.language, 2);
      if (type === "date") return formatDay(String(value), i18n.language);
      const option = options.find(({ key }) => key === value);
      return (option === undefined ? "" : textIn(option.names, i18n.language)) || String(value);
    },
  };
}
