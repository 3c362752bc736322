import { IconAlertTriangle, IconBulb, IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { textIn } from "#kit/language";
import { languageName } from "#web/format/names.ts";
import { toast } from "#web/shell/toasts.ts";

import type { Part } from "../builder/rows.ts";
import { inputId, useEditor } from "../draft/editor.ts";
import classes from "./Check.module.css";
import type { Finding } from "./findings.ts";

const icons = { blocks: IconCircleX, wrong: IconAlertTriangle, thought: IconBulb } as const;

interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly onOpen: (part: Part) => void;
  readonly most?: number;
}

/** What forbids to publish, what is wrong, what is worth a thought; each leads to its place, some put it right. */
export function Findings({ findings, onOpen, most = 60 }: FindingsProps) {
  const { t } = useTranslation("surveys");
  if (findings.length === 0) {
    return (
      <p className={classes.fine}>
        <IconCircleCheck size={18} aria-hidden />
        {t("check.fine")}
      </p>
    );
  }
  return (
    <ul className={classes.findings} aria-label={t("concern.label")}>
      {findings.slice(0, most).map((finding) => {
        const Sign = icons[finding.weight];
        return (
          <li key={finding.id} data-weight={finding.weight}>
            <Sign size={18} aria-hidden />
            <div>
              <FindingWords finding={finding} />
              <FindingActions finding={finding} onOpen={onOpen} />
            </div>
          </li>
        );
      })}
      {findings.length > most ? <li>{t("check.more", { count: findings.length - most })}</li> : null}
    </ul>
  );
}

function FindingWords({ finding: { code, params, name, weight } }: { finding: Finding }) {
  const { t, i18n } = useTranslation("surveys");
  const { definition } = useEditor();
  const language = typeof params["language"] === "string" ? languageName(params["language"], i18n.language) : "";
  const words = { ...params, language, of: params["name"] ?? "", code };
  const said = textIn(name, i18n.language, definition.defaultLanguage);
  return (
    <p>
      {weight === "thought" ? null : <span className="unseen">{t(`check.${weight}`)} </span>}
      {said === "" ? null : <strong>{said.length > 60 ? `${said.slice(0, 58)}…` : said}</strong>}
      {said === "" ? null : " "}
      {t(`finding.${code}`, { ...words, defaultValue: t("finding.other", words) })}
    </p>
  );
}

function FindingActions({ finding, onOpen }: { finding: Finding; onOpen: (part: Part) => void }) {
  const { t } = useTranslation("surveys");
  const { definition, languages, change, mayWrite } = useEditor();
  const { id = "" }: { id?: string } = useParams({ strict: false });
  const { part, text, page, fix } = finding;
  const show = (at: Part) => {
    onOpen(at);
    if (text !== undefined) focusSoon(inputId(text.path, text.language ?? languages[0] ?? ""));
  };
  const repair = (put: NonNullable<Finding["fix"]>) => {
    change(put);
    toast(t("check.fixed"), { undo: () => change(() => definition) });
  };
  return (
    <span className={classes.actions}>
      {page === undefined ? null : (
        <Link to={page === "look" ? "/surveys/$id/look" : "/surveys/$id/languages"} params={{ id }}>
          {t("concern.show")}
        </Link>
      )}
      {part === undefined || page !== undefined ? null : (
        <button type="button" onClick={() => show(part)}>
          {t("concern.show")}
        </button>
      )}
      {fix === undefined || !mayWrite ? null : (
        <button type="button" onClick={() => repair(fix)}>
          {t(`fix.${finding.code}`)}
        </button>
      )}
    </span>
  );
}

/** Puts the cursor into a field as soon as it is drawn. */
function focusSoon(id: string, attempts = 10): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(id);
    if (field !== null) field.focus();
    else if (attempts > 0) focusSoon(id, attempts - 1);
  });
}
