/** Page under way. */
export function AnswersPage() {
  return <h1>AnswersPage</h1>;
}
