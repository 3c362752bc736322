import type { ExchangeFormat } from "#feature/surveys/contract";

/** Which product a file most likely comes from, by its name and how it begins. */
export function formatOf(name: string, content: string): ExchangeFormat {
  if (/\.(lss|lsq|xml)$/i.test(name) || content.trimStart().startsWith("<")) return "limesurvey";
  const isSurveyJs = /"(elements|pages)"\s*:/.test(content) && !/"defaultLanguage"\s*:/.test(content);
  return /\.json$/i.test(name) && isSurveyJs ? "surveyjs" : "holos";
}
