import type { ExchangeFormat } from "#feature/surveys/contract";

/** What the products that files come from are called; names are the same in every language. */
export const formatNames: Readonly<Record<ExchangeFormat, string>> = {
  holos: "Holos (YAML, JSON)",
  surveyjs: "SurveyJS (JSON)",
  limesurvey: "LimeSurvey (.lss, .lsq)",
};

/** Which product a file most likely comes from, by its name and how it begins. */
export function formatOf(name: string, content: string): ExchangeFormat {
  if (/\.(lss|lsq|xml)$/i.test(name) || content.trimStart().startsWith("<")) return "limesurvey";
  const isSurveyJs = /"(elements|pages)"\s*:/.test(content) && !/"defaultLanguage"\s*:/.test(content);
  return /\.json$/i.test(name) && isSurveyJs ? "surveyjs" : "holos";
}
