import type { StaffDetail, StaffFacts } from "#feature/workforce/contract";

/** What a form holds: texts as they are typed, codes of what was chosen. */
export interface Draft {
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly position: string;
  readonly unit: string | null;
  readonly manager: string | null;
  readonly hiredOn: string;
  readonly leftOn: string;
  readonly from: string;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
}

/** The draft that a member opens with; an empty one for somebody new. */
export function draftOf(member: StaffDetail | undefined): Draft {
  return member === undefined ? empty : filled(member);
}

/** Only what differs from the member, so that nobody else's change is written over. */
export function changesOf(draft: Draft, member: StaffDetail | undefined): StaffFacts {
  const before = draftOf(member);
  const changed = (Object.keys(draft) as (keyof Draft)[]).filter(
    (key) => key !== "code" && JSON.stringify(draft[key]) !== JSON.stringify(before[key]),
  );
  const facts = Object.fromEntries(changed.map((key) => [key, valueOf(key, draft[key])]));
  return facts;
}

function valueOf(key: keyof Draft, value: Draft[keyof Draft]): unknown {
  if (typeof value !== "string") return value;
  const text = value.trim();
  return text === "" && key !== "position" ? null : text;
}

const empty: Draft = {
  code: "",
  name: "",
  email: "",
  position: "",
  unit: null,
  manager: null,
  hiredOn: "",
  leftOn: "",
  from: "",
  skills: [],
  languages: [],
};

function filled({ code, name, position, skills, languages, ...member }: StaffDetail): Draft {
  return {
    code,
    name,
    email: member.email ?? "",
    position,
    unit: member.unit?.code ?? null,
    manager: member.manager?.code ?? null,
    hiredOn: member.hiredOn ?? "",
    leftOn: member.leftOn ?? "",
    from: "",
    skills,
    languages,
  };
}
