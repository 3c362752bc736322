import { IconArrowRight, IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { ChangeQuery } from "../contract.ts";
import type { Sentence } from "../rules/telling/evidence.ts";
import classes from "./Changes.module.css";
import { EvidenceTable } from "./EvidenceTable.tsx";
import { ProblemLink } from "./ProblemLink.tsx";

interface SentencesProps {
  readonly sentences: readonly Sentence[];
  readonly query: ChangeQuery;
  readonly opened: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

/** The answer in plain sentences; each opens the numbers it rests on in place. */
export function Sentences({ sentences, query, opened, onToggle }: SentencesProps) {
  const { t } = useTranslation("changes");
  return (
    <ul className={classes.sentences} aria-label={t("answer")}>
      {sentences.map((sentence) => (
        <li key={sentence.id} data-tone={sentence.tone} data-about={sentence.about}>
          <Said sentence={sentence} isOpen={opened.has(sentence.id)} onToggle={() => onToggle(sentence.id)} />
          {opened.has(sentence.id) && sentence.evidence !== null ? (
            <EvidenceTable caption={sentence.text} evidence={sentence.evidence} query={query} />
          ) : null}
          {sentence.theme === undefined || !sentence.theme.clear ? null : (
            <ProblemLink theme={sentence.theme} query={query}>
              <IconArrowRight size={15} aria-hidden />
            </ProblemLink>
          )}
        </li>
      ))}
    </ul>
  );
}

interface SaidProps {
  readonly sentence: Sentence;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Said({ sentence: { text, evidence, about }, isOpen, onToggle }: SaidProps) {
  const { t } = useTranslation("changes");
  const kind = <small>{t(`about.${about}`)}</small>;
  if (evidence === null) {
    return (
      <p className={classes.said}>
        <span>
          {kind}
          {text}
        </span>
      </p>
    );
  }
  return (
    <button type="button" className={classes.said} aria-expanded={isOpen} onClick={onToggle}>
      <span>
        {kind}
        {text}
      </span>
      <IconChevronRight size={17} aria-hidden className={classes.chevron} />
    </button>
  );
}
