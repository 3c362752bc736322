import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { methods } from "../design/MethodDrawer.tsx";
import { PageHead } from "../design/PageHead.tsx";
import type { AppSearch } from "../filters/search.ts";
import { useRegisteredKeys } from "../shell/keys.ts";
import classes from "./Help.module.css";
import { found, terms } from "./terms.ts";

/** What the words mean, how each figure is made and how sure it is, which keys work; one search over all. */
export function HelpPage() {
  const { t } = useTranslation("web");
  const search: AppSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const words = search.q ?? "";
  const find = (q: string) => void navigate({ to: "/help", search: q === "" ? {} : { q }, replace: true });

  const shownTerms = terms.filter((term) => found(words, t(`term.${term}`), t(`term.${term}-is`)));
  const shownMethods = methods.filter((method) =>
    found(words, t(`method.${method}.title`), t(`method.${method}.what`), t(`method.${method}.assumes`)),
  );
  const keys = useRegisteredKeys().filter(({ label }) => found(words, label));
  return (
    <>
      <PageHead title={t("nav.help")} answer={t("help.answer")} />
      <TextInput
        className={classes.search}
        type="search"
        leftSection={<IconSearch size={16} aria-hidden />}
        aria-label={t("help.find")}
        placeholder={t("help.find")}
        value={words}
        onChange={(event) => find(event.target.value)}
      />
      <div className={classes.columns}>
        <Terms shown={shownTerms} />
        <Methods shown={shownMethods} />
        {keys.length === 0 ? null : (
          <section aria-labelledby="help-keys">
            <h2 id="help-keys">{t("keys.title")}</h2>
            <dl className={classes.keys}>
              {keys.map(({ key, label }) => (
                <div key={`${key} ${label}`}>
                  <dt>
                    <kbd>{key.replace("mod+", "Ctrl ").toUpperCase()}</kbd>
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
        {shownTerms.length + shownMethods.length + keys.length === 0 ? <p>{t("help.nothing")}</p> : null}
      </div>
    </>
  );
}

function Terms({ shown }: { shown: readonly string[] }) {
  const { t } = useTranslation("web");
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="help-terms">
      <h2 id="help-terms">{t("help.terms")}</h2>
      <dl className={classes.terms}>
        {shown.map((term) => (
          <div key={term}>
            <dt>{t(`term.${term}`)}</dt>
            <dd>{t(`term.${term}-is`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Methods({ shown }: { shown: readonly string[] }) {
  const { t } = useTranslation("web");
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="help-methods">
      <h2 id="help-methods">{t("help.methods")}</h2>
      {shown.map((method) => (
        <details key={method} className={classes.method}>
          <summary>{t(`method.${method}.title`)}</summary>
          <p>{t(`method.${method}.what`)}</p>
          <h3>{t("chart.assumptions")}</h3>
          <p>{t(`method.${method}.assumes`)}</p>
          <h3>{t("chart.source")}</h3>
          <p>{t(`method.${method}.source`)}</p>
        </details>
      ))}
    </section>
  );
}
