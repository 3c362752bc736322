/**
 * Slices whose texts come with their first page instead of with the product: each is large, and nothing of theirs stands on
 * other pages. The build makes a file of each by this list.
 */
export const lateTexts: readonly string[] = [
  "alerts",
  "benchmarks",
  "changes",
  "drivers",
  "problems",
  "sampling",
  "text",
];
