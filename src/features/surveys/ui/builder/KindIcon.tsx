import {
  IconArrowsSort,
  IconCalendar,
  IconChecklist,
  IconCircleCheck,
  IconGauge,
  IconHash,
  IconInfoCircle,
  IconMessage2,
  IconMoodSmile,
  IconScale,
  IconSpeakerphone,
  IconSquareCheck,
  IconStar,
  IconTable,
  type Icon,
} from "@tabler/icons-react";

import type { QuestionKind } from "#feature/surveys/contract";

const icons: Readonly<Record<QuestionKind, Icon>> = {
  recommendation: IconSpeakerphone,
  satisfaction: IconMoodSmile,
  effort: IconGauge,
  rating: IconStar,
  expectation: IconScale,
  text: IconMessage2,
  single: IconCircleCheck,
  multiple: IconChecklist,
  ranking: IconArrowsSort,
  matrix: IconTable,
  number: IconHash,
  date: IconCalendar,
  consent: IconSquareCheck,
  statement: IconInfoCircle,
};

/** The sign of a kind of question. Decoration: its name stands beside it or is read out elsewhere. */
export function KindIcon({ kind, size }: { kind: QuestionKind; size: number }) {
  const Sign = icons[kind];
  return <Sign size={size} aria-hidden stroke={1.7} style={{ flex: "none" }} />;
}
