import { useThemeWords } from "../words.ts";
import classes from "./Editor.module.css";

const forms = [
  { form: "long queue", text: "help.words" },
  { form: "queu*", text: "help.star" },
  { form: '"no answer"', text: "help.phrase" },
  { form: "(clerk|teller) rude", text: "help.either" },
  { form: "queue -short", text: "help.without" },
  { form: "/wait(ed|ing) \\d+ (min|hour)/", text: "help.expression" },
] as const;

/** How a pattern is written. */
export function PatternHelp() {
  const { t } = useThemeWords();
  return (
    <details className={classes.help}>
      <summary>{t("help.title")}</summary>
      <dl>
        {forms.map(({ form, text }) => (
          <div key={form}>
            <dt>
              <code>{form}</code>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
      <p>{t("help.negation")}</p>
    </details>
  );
}
