/** What a predictor is. */
export const predictorKinds = ["question", "choice", "option", "code", "dimension", "amount"] as const;
export type PredictorKind = (typeof predictorKinds)[number];

/** A predictor's reference taken apart; `of` is the question, the code or the dimension. */
export interface PredictorParts {
  readonly kind: PredictorKind;
  readonly of: string;
  /** Only of an option. */
  readonly option: string;
}

/** Takes a reference apart. Expects what `predictorRefSchema` accepts. */
export function predictorParts(ref: string): PredictorParts {
  const [head = ""] = ref.split(":", 1);
  const rest = ref.slice(head.length + 1);
  if (head === "option") {
    const at = rest.indexOf("=");
    return { kind: "option", of: rest.slice(0, at), option: rest.slice(at + 1) };
  }
  if (head === "code" || head === "dimension" || head === "amount") return { kind: head, of: rest, option: "" };
  return { kind: head === "choice" ? "choice" : "question", of: ref, option: "" };
}

/** The reference of an option of a question. */
export function optionRef(question: string, option: string): string {
  return `option:${question}=${option}`;
}
