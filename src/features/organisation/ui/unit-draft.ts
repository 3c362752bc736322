import type { Unit, UnitWish } from "#feature/organisation/contract";

/** What the form of a unit holds, every field a text. */
export interface UnitDraft {
  readonly name: string;
  readonly code: string;
  readonly kind: string;
  readonly timeZone: string;
  readonly calendar: string;
  /** Code of an employee. */
  readonly manager: string;
  readonly address: string;
  readonly from: string;
}

const empty: UnitDraft = {
  name: "",
  code: "",
  kind: "",
  timeZone: "",
  calendar: "",
  manager: "",
  address: "",
  from: "",
};

/** The form as it begins. */
export function draftOf(unit: Unit | undefined): UnitDraft {
  if (unit === undefined) return empty;
  const { name, code, kind, calendar, manager } = unit;
  return {
    name,
    code,
    kind: kind?.id ?? "",
    timeZone: unit.timeZone ?? "",
    calendar: calendar?.id ?? "",
    manager: manager?.employee ?? "",
    address: unit.address ?? "",
    from: "",
  };
}

/** What is to be saved. A manager who is a user, and whom this form cannot name, stays unless another is named. */
export function wishOf(draft: UnitDraft, unit: Unit | undefined, parentCode: string | undefined): UnitWish {
  const manager = draft.manager.trim();
  const isUser = typeof unit?.manager?.user === "string";
  return {
    name: draft.name.trim(),
    kind: orNull(draft.kind),
    timeZone: orNull(draft.timeZone),
    calendar: orNull(draft.calendar),
    address: orNull(draft.address.trim()),
    ...(manager !== "" && { manager: { employee: manager } }),
    ...(manager === "" && !isUser && { manager: null }),
    ...(parentCode !== undefined && { parentCode }),
    ...(draft.from !== "" && { from: draft.from }),
  };
}

function orNull(text: string): string | null {
  return text === "" ? null : text;
}
