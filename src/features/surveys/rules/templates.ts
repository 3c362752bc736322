import type { Template } from "../contract.ts";
import { customerEffort } from "./templates/customer-effort.ts";
import { customerSatisfaction } from "./templates/customer-satisfaction.ts";
import { emotions } from "./templates/emotions.ts";
import { employeeRecommendation } from "./templates/employee-recommendation.ts";
import { expectationResult } from "./templates/expectation-result.ts";
import { relationalRecommendation } from "./templates/relational-recommendation.ts";
import { story } from "./templates/story.ts";
import { transactionalRecommendation } from "./templates/transactional-recommendation.ts";

/** Ready surveys, each complete in every product language, in the order they are offered. */
export const templates: readonly Template[] = [
  relationalRecommendation,
  transactionalRecommendation,
  customerSatisfaction,
  customerEffort,
  employeeRecommendation,
  expectationResult,
  emotions,
  story,
];

/** The template with this key. */
export function templateOf(key: string): Template | undefined {
  return templates.find((template) => template.key === key);
}
