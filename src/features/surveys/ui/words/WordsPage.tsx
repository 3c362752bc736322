import { Navigate } from "@tanstack/react-router";

import { useSurvey } from "../use-survey.ts";
import { WordsEditor } from "./WordsEditor.tsx";

/** The words of a survey. Imported ones have none of their own: they open at their results. */
export function WordsPage() {
  const { survey } = useSurvey();
  if (survey === undefined) return null;
  if (survey.origin === "imported") return <Navigate to="/surveys/$id/results" params={{ id: survey.id }} replace />;
  return <WordsEditor key={survey.id} survey={survey} />;
}
