import type { Unit, UnitWish } from "#feature/organisation/contract";

/** What the form of a unit holds, every field a text. */
export interface UnitDraft {
  readonly name: string;
  readonly code: string;
  readonly kind: string;
  readonly timeZone: string;
  readonly calendar: string;
  /** `employee:CODE`, `user:ID`, or empty for nobody. */
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
    manager: managerText(manager),
    address: unit.address ?? "",
    from: "",
  };
}

/** What is to be saved. */
export function wishOf(draft: UnitDraft, parentCode: string | undefined): UnitWish {
  return {
    name: draft.name.trim(),
    kind: orNull(draft.kind),
    timeZone: orNull(draft.timeZone),
    calendar: orNull(draft.calendar),
    address: orNull(draft.address.trim()),
    manager: managerWish(draft.manager),
    ...(parentCode !== undefined && { parentCode }),
    ...(draft.from !== "" && { from: draft.from }),
  };
}

function managerText(manager: Unit["manager"]): string {
  if (manager === null) return "";
  return manager.employee === null ? `user:${manager.user}` : `employee:${manager.employee}`;
}

function managerWish(text: string): UnitWish["manager"] {
  const [, kind, of] = /^(employee|user):(.+)$/s.exec(text) ?? [];
  if (of === undefined) return null;
  return kind === "user" ? { user: of } : { employee: of };
}

function orNull(text: string): string | null {
  return text === "" ? null : text;
}
