import { Navigate } from "@tanstack/react-router";

import { useSurvey } from "../use-survey.ts";
import { Builder } from "./Builder.tsx";

/** Where a survey is built. Imported ones have nothing to build: they open at their results. */
export function BuilderPage() {
  const { survey } = useSurvey();
  if (survey === undefined) return null;
  if (survey.origin === "imported") return <Navigate to="/surveys/$id/results" params={{ id: survey.id }} replace />;
  return <Builder key={survey.id} survey={survey} />;
}
