import { formatStep, type TimeStep } from "#web/format/time.ts";

/** A survey by its name, a wave by its span of time. */
export function partName({ name }: { readonly name: string }, split: string, language: string): string {
  return split === "survey" || split === "none" ? name : formatStep(name, split as TimeStep, language);
}
