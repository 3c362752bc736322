import type { TreeChange, TreeChangeInput, Unit } from "#feature/organisation/contract";

/** What has been filled in so far. */
export interface ChangeDraft {
  readonly from: string;
  /** The new parent, or the units to merge with. */
  readonly ids: readonly string[];
  readonly withBelow: boolean;
  readonly parts: readonly { readonly code: string; readonly name: string }[];
}

/** The change that the draft describes; undefined while something is missing. */
export function changeFrom(
  unit: Unit,
  action: TreeChange["action"],
  { draft, codeOf }: { readonly draft: ChangeDraft; readonly codeOf: (id: string) => string },
): TreeChangeInput | undefined {
  const { from, withBelow } = draft;
  const codes = draft.ids.map(codeOf).filter((code) => code !== "");
  const [first] = codes;
  if (!/^\d{4}-\d\d-\d\d$/.test(from)) return undefined;
  switch (action) {
    case "move":
      return first === undefined ? undefined : { action, codes: [unit.code], parentCode: first, from };
    case "merge":
      return first === undefined ? undefined : { action, codes, into: { code: unit.code }, from };
    case "split": {
      const parts = draft.parts.map(({ code, name }) => ({ code: code.trim(), name: name.trim() }));
      const isWhole = parts.length > 1 && parts.every(({ code, name }) => code !== "" && name !== "");
      return isWhole ? { action, code: unit.code, parts, from } : undefined;
    }
    case "close":
      return { action, codes: [unit.code], withBelow, from };
    case "reopen":
      return { action, code: unit.code, from };
  }
}
