import type { Condition } from "#kit/condition";

/**
 * A point on the way through a survey. Keys are unique within a kind only, so edges name nodes by `id`:
 * `start`, `page:<key>`, `question:<key>`, `ending:<key>`.
 */
export interface PathNode {
  readonly id: string;
  readonly key: string;
  readonly kind: "start" | "page" | "question" | "ending";
  /** Key of the page a question stands on; null for everything else. */
  readonly page: string | null;
  /** False only when it is proven that no respondent can ever get here. */
  readonly isReachable: boolean;
  /** Some respondents get here, then find neither a question nor an ending that fits. */
  readonly isDeadEnd: boolean;
}

/** One step that a respondent may take: from the start or a question to the next question or an ending. Pages have none. */
export interface PathEdge {
  readonly from: string;
  readonly to: string;
  /** On which answers; null when nothing has to hold (where others lead away as well: otherwise). */
  readonly when: Condition | null;
}

/** What is wrong with the ways through a survey. */
export interface PathProblem {
  readonly code:
    | "unreachable_page"
    | "unreachable_question"
    | "unreachable_ending"
    /** `ending` is never needed: those before it always fit. Told as unreachable_ending. */
    | "dead_end"
    /** A condition that holds whatever is answered. */
    | "always_true"
    /** `{name}`: the condition reads a question that comes later. */
    | "reads_later"
    /** `{name}`: the condition reads the very question it stands on. */
    | "reads_itself"
    /** `{name}`: no such question or field (any more). */
    | "unknown_field"
    /** `{name, option}`: the question has no such option (any more). */
    | "unknown_option";
  readonly kind: PathNode["kind"];
  readonly key: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Every way through a survey. */
export interface PathMap {
  readonly nodes: readonly PathNode[];
  readonly edges: readonly PathEdge[];
  readonly problems: readonly PathProblem[];
}
