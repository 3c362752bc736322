import type { Keys, Notes } from "./carried.ts";

/** An object of the file, nothing known about it yet. */
export type Source = Readonly<Record<string, unknown>>;

/** What reading a SurveyJS file needs everywhere. */
export interface Reading {
  readonly notes: Notes;
  readonly questions: Keys;
  readonly optionsOf: (question: string) => Keys;
  readonly language: string;
  readonly languages: Set<string>;
  readonly text: (value: unknown, where: string) => Record<string, string>;
}

/** An object with names, or undefined. */
export function sourceOf(value: unknown): Source | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Source) : undefined;
}

/** The objects of a list; nothing else counts. */
export function sourcesOf(value: unknown): readonly Source[] {
  return Array.isArray(value) ? value.map(sourceOf).filter((each) => each !== undefined) : [];
}

/** What an element is called. */
export function nameOf(element: Source): string {
  return typeof element["name"] === "string" ? element["name"] : "";
}
