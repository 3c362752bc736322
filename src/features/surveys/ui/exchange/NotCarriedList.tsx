import { useTranslation } from "react-i18next";

import type { NotCarried } from "#feature/surveys/contract";

import classes from "./Exchange.module.css";

/** What stayed behind on the way between two products. */
export function NotCarriedList({ items }: { items: readonly NotCarried[] }) {
  const { t } = useTranslation("surveys");
  if (items.length === 0) return <p>{t("exchange.all")}</p>;
  return (
    <>
      <h3>{t("exchange.notCarried", { count: items.length })}</h3>
      <ul className={classes.left}>
        {items.map((item) => (
          <li key={JSON.stringify(item)}>
            <strong>{item.where}</strong> {t(`carry.${item.code}`)} <span>{item.what}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
