import type { TrainingTask } from "../contract.ts";

/** What the tour needs to know of the truths. */
export interface TourTruths {
  readonly weakUnit: { readonly code: string; readonly name: string };
  readonly youngUnit: { readonly code: string; readonly name: string } | null;
  readonly problems: readonly {
    readonly key: string;
    readonly name: Readonly<Record<string, string>>;
    readonly bySource: Readonly<Record<string, { readonly lost: number }>>;
  }[];
}

/** One answer to choose. */
export interface Choice {
  readonly key: string;
  readonly name: Readonly<Record<string, string>>;
}

/** How a task is known to be done: by the right answer, by the trail of deeds, or by the page one stands on. */
export type Check =
  | { readonly kind: "answer"; readonly right: string }
  | { readonly kind: "deed"; readonly action: string }
  | { readonly kind: "place" };

/** What counts as done for this task. */
export function checkOf(task: TrainingTask, truths: TourTruths): Check {
  const right = answerOf(task, truths);
  if (right !== undefined) return { kind: "answer", right };
  const action = deeds[task];
  return action === undefined ? { kind: "place" } : { kind: "deed", action };
}

const deeds: Readonly<Partial<Record<TrainingTask, string>>> = {
  build: "surveys.published",
  export: "explore.exported",
};

function answerOf(task: TrainingTask, truths: TourTruths): string | undefined {
  if (task === "weakest") return truths.weakUnit.code;
  if (task === "hurts") return costliest(truths)[0]?.key ?? "";
  return task === "few" ? (truths.youngUnit?.code ?? "") : undefined;
}

/** What to choose from, in an order that gives nothing away; empty where nothing is asked. */
export function choicesOf(task: TrainingTask, truths: TourTruths, others: readonly Choice[]): readonly Choice[] {
  const unit = ({ code, name }: { code: string; name: string }): Choice => ({
    key: code,
    name: { en: name, ru: name, uk: name },
  });
  const { weakUnit, youngUnit } = truths;
  if (task === "hurts")
    return inOrder(
      costliest(truths)
        .slice(0, 4)
        .map(({ key, name }) => ({ key, name })),
    );
  if (task === "weakest") return inOrder([unit(weakUnit), ...others.slice(0, 3)]);
  if (task === "few" && youngUnit !== null) return inOrder([unit(youngUnit), ...others.slice(3, 6)]);
  return [];
}

/** Problems of branch visits, the dearest first. */
function costliest({ problems }: TourTruths): TourTruths["problems"] {
  return problems.toSorted((a, b) => (b.bySource["visit"]?.lost ?? 0) - (a.bySource["visit"]?.lost ?? 0));
}

function inOrder(choices: readonly Choice[]): readonly Choice[] {
  return choices.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
