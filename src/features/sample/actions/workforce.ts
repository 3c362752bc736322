import { listUnitKinds, putUnitKinds, putUnits, type UnitToPut } from "#feature/organisation";
import { putStaff } from "#feature/workforce";
import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";
import type { Company } from "#seeds";

type Member = Company["staff"][number];
type Language = "en" | "ru" | "uk";

/** Words for the kinds of units; an organisation that has kinds of its own keeps them. */
const kindNames: Readonly<Record<Company["units"][number]["kind"], Readonly<Record<Language, string>>>> = {
  group: { en: "Group", ru: "Группа", uk: "Група" },
  division: { en: "Division", ru: "Дивизион", uk: "Дивізіон" },
  region: { en: "Region", ru: "Регион", uk: "Регіон" },
  "contact-centre": { en: "Contact centre", ru: "Контакт-центр", uk: "Контакт-центр" },
  branch: { en: "Branch", ru: "Отделение", uk: "Відділення" },
  team: { en: "Team", ru: "Команда", uk: "Команда" },
  function: { en: "Function", ru: "Функция", uk: "Функція" },
};

/** Gives the units kinds and heads, and everybody who works or worked there their post, manager, skills and languages. */
export async function putWorkforce(
  stores: Stores,
  viewer: Viewer,
  { company, language }: { readonly company: Company; readonly language: Language },
): Promise<void> {
  await putKinds({ stores, viewer }, language);
  const wishes = company.staff.map((member) => wishOf(member, company));
  for (let first = 0; first < wishes.length; first += atOnce) {
    const some = wishes.slice(first, first + atOnce);
    await stores.postgres.transaction((tx) => putStaff(tx, { stores, viewer }, some), { retries: 3 });
  }
  const heads = headsOf(company.staff);
  await stores.postgres.transaction((tx) =>
    putUnits(
      tx,
      viewer,
      company.units.map((unit): UnitToPut => {
        const head = heads.get(unit.code);
        return {
          code: unit.code,
          kind: kindNames[unit.kind][language],
          ...(head !== undefined && { manager: { employee: head } }),
        };
      }),
    ),
  );
}

/** More than there are at the usual size, so that managers stand in the same bulk. */
const atOnce = 5000;

async function putKinds(
  asker: { readonly stores: Stores; readonly viewer: Viewer },
  language: Language,
): Promise<void> {
  const { items } = await listUnitKinds(asker);
  const known = new Set(items.map(({ name }) => name.toLowerCase()));
  const missing = [...new Set(Object.values(kindNames).map((names) => names[language]))].filter(
    (name) => !known.has(name.toLowerCase()),
  );
  if (missing.length > 0) await putUnitKinds(asker, [...items, ...missing.map((name) => ({ name }))]);
}

function wishOf(member: Member, { months }: Company) {
  const day = (month: number) => months[month]?.days[0]?.day;
  const leftOn = member.leftMonth === null ? undefined : day(member.leftMonth);
  return {
    code: member.code,
    name: member.name,
    position: member.position,
    unit: member.unitCode,
    manager: member.managerCode,
    hiredOn: day(member.hiredMonth) ?? dayBefore(months[0]?.days[0]?.day ?? "2020-01-01", -member.hiredMonth),
    ...(leftOn !== undefined && { leftOn }),
    skills: [...member.skills],
    languages: [...member.languages],
  };
}

/** The first day of the month so many months before a first day of a month. */
function dayBefore(day: string, months: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() - months);
  return at.toISOString().slice(0, 10);
}

/** Who heads each unit now: the first position of a unit is that of its head. */
function headsOf(staff: readonly Member[]): ReadonlyMap<string, string> {
  const positions = new Map<string, string>();
  for (const { unitCode, position } of staff) if (!positions.has(unitCode)) positions.set(unitCode, position);
  const heads = staff.filter(
    ({ unitCode, position, leftMonth }) => leftMonth === null && positions.get(unitCode) === position,
  );
  return new Map(heads.map(({ unitCode, code }): [string, string] => [unitCode, code]));
}
