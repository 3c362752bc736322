import { useThemeWords } from "../words.ts";
import classes from "./Editor.module.css";
import type { Editing } from "./use-draft.ts";

/** Somebody else saved meanwhile: what was brought together, and what both changed, each to be decided. */
export function ClashNote({ editing: { clash, takeTheirs } }: { editing: Editing }) {
  const { t } = useThemeWords();
  if (clash === undefined) return null;
  return (
    <div className={classes.clash} role="alert">
      <p>{t(clash.paths.length === 0 ? "clash.merged" : "clash.both")}</p>
      {clash.paths.length === 0 ? null : (
        <ul>
          {clash.paths.map((path) => (
            <li key={path}>
              <b>{nameOf(path)}</b>
              <pre>{clash.theirs[path] === "" ? t("clash.empty") : clash.theirs[path]}</pre>
              <button type="button" className={classes.more} onClick={() => takeTheirs(path)}>
                {t("clash.take")}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );

  function nameOf(path: string): string {
    const [field = "", language, list] = path.split(".");
    const name = list === undefined ? t(`clashField.${field}`) : t(`${field}.${list}`);
    return language === undefined ? name : `${name} · ${language}`;
  }
}
