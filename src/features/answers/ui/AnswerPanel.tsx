/** Page under way. */
export function AnswerPanel() {
  return <h1>AnswerPanel</h1>;
}
