import { drawOf } from "../random.ts";

/** What a unit is. */
export type UnitKind = "group" | "division" | "region" | "branch" | "contact-centre" | "team" | "function";

/** A unit of the company, with where it hung from when. */
export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  /** Null for the group itself. */
  readonly parentCode: string | null;
  /** Where it was before, until this month (not including it). */
  readonly before?: { readonly parentCode: string; readonly untilMonth: number };
  readonly timeZone: string;
  /** First month in which it serves anybody. */
  readonly since: number;
  /** How much of the traffic of its kind it has. */
  readonly size: number;
}

interface City {
  readonly key: string;
  readonly name: string;
  readonly zone: string;
  readonly branches: readonly string[];
}

interface Region {
  readonly key: string;
  readonly name: string;
  readonly cities: readonly City[];
}

const kyiv = "Europe/Kyiv";
const city = (key: string, name: string, zone: string, branches: string): City => ({
  key,
  name,
  zone,
  branches: branches.split(", "),
});

/** Cities are real, streets and squares are such as every city has, the company is invented. */
export const regions: readonly Region[] = [
  {
    key: "C",
    name: "Central",
    cities: [
      city(
        "KYV",
        "Kyiv",
        kyiv,
        "Station Square, Riverside, University, Market Hall, Lakeside Mall, Old Town, Airport Road, Green Park",
      ),
      city("ZHY", "Zhytomyr", kyiv, "Main Street, Garden"),
      city("CKS", "Cherkasy", kyiv, "Embankment, Central"),
    ],
  },
  {
    key: "E",
    name: "East",
    cities: [
      city("KHA", "Kharkiv", kyiv, "Freedom Avenue, Tractor Quarter, Science Street, North Market"),
      city("DNI", "Dnipro", kyiv, "Bridge, Hills, Central Mall, Left Bank"),
      city("ZAP", "Zaporizhzhia", kyiv, "Dam Avenue, Island"),
    ],
  },
  {
    key: "S",
    name: "South",
    cities: [
      city("ODE", "Odesa", kyiv, "Harbour, Arcadia, Market Seven, Station"),
      city("MYK", "Mykolaiv", kyiv, "Shipyard, Central"),
      city("KIV", "Chișinău", "Europe/Chisinau", "Botanica, Centre"),
    ],
  },
  {
    key: "W",
    name: "West",
    cities: [
      city("LVI", "Lviv", kyiv, "Opera, South Mall, Rail Station, University Hill"),
      city("IFR", "Ivano-Frankivsk", kyiv, "Square, Tannery"),
      city("UZH", "Uzhhorod", kyiv, "Castle, Border Road, Station"),
      city("CHE", "Chernivtsi", kyiv, "Theatre, Prut"),
    ],
  },
  {
    key: "P",
    name: "Poland",
    cities: [
      city("WAW", "Warsaw", "Europe/Warsaw", "Wola, Praga, Mokotów, Central Station"),
      city("KRK", "Kraków", "Europe/Warsaw", "Market Square, Nowa Huta, Podgórze"),
      city("WRO", "Wrocław", "Europe/Warsaw", "Arcades, Bridges"),
    ],
  },
  {
    key: "K",
    name: "Kazakhstan",
    cities: [
      city("ALA", "Almaty", "Asia/Almaty", "Green Bazaar, Mountain View, Airport, Abay Avenue"),
      city("AST", "Astana", "Asia/Almaty", "Left Bank, Old Centre, Expo"),
      city("SHY", "Shymkent", "Asia/Almaty", "Central, Textile Quarter"),
      city("ATY", "Atyrau", "Asia/Atyrau", "Ural Bridge"),
    ],
  },
];

/** Every code begins with this, so that it meets none of the user's own. */
export const codePrefix = "OV-";
const code = (rest: string): string => `${codePrefix}${rest}`;

const functions = [
  "Billing",
  "Credit decisions",
  "Field engineers",
  "Card issue",
  "Marketing",
  "Product development",
  "Human resources",
  "Fraud prevention",
];

/** Teams of the contact centre: what they answer and in which language they speak most. */
export const teams = [
  ["CC-MOB1", "Mobile line 1"],
  ["CC-MOB2", "Mobile line 2"],
  ["CC-NET1", "Home internet support"],
  ["CC-BNK1", "Bank line 1"],
  ["CC-BNK2", "Bank line 2"],
  ["CC-CRD", "Cards and fraud"],
  ["CC-BIZ", "Business customers"],
  ["CC-CHAT1", "Chat team day"],
  ["CC-CHAT2", "Chat team evening"],
  ["CC-CPL", "Complaints desk"],
] as const;

/** The tree of units, parents before children. One branch has moved to another region; one opened two months ago. */
export function unitsOf(seed: number, months: number): readonly Unit[] {
  const draw = drawOf(seed, "units");
  const plain = (rest: string, name: string, kind: UnitKind, parent: string | null): Unit => ({
    code: code(rest),
    name,
    kind,
    parentCode: parent === null ? null : code(parent),
    timeZone: kyiv,
    since: 0,
    size: 1,
  });
  const branches = branchesOf(seed);
  const moved = draw.int(branches.length);
  const young = (moved + 1 + draw.int(branches.length - 2)) % branches.length;
  return [
    plain("GROUP", "Orvela Group", "group", null),
    plain("RETAIL", "Retail network", "division", "GROUP"),
    plain("CC", "Contact centre", "contact-centre", "GROUP"),
    plain("OFFICE", "Head office", "division", "GROUP"),
    ...regions.map(({ key, name }) => plain(`R-${key}`, `${name} region`, "region", "RETAIL")),
    ...branches.map((branch, index) => {
      if (index === moved) return movedBranch(branch, months);
      return index === young ? { ...branch, since: months - 2, size: 0.12 } : branch;
    }),
    ...teams.map(([key, name]) => plain(key, name, "team", "CC")),
    ...functions.map((name, index) => plain(`F-${index + 1}`, name, "function", "OFFICE")),
  ];
}

function branchesOf(seed: number): readonly Unit[] {
  return regions.flatMap((region) =>
    region.cities.flatMap(({ key, name, zone, branches }) =>
      branches.map((branch, index): Unit => {
        const draw = drawOf(seed, "branch", key, index);
        return {
          code: code(`${key}-${String(index + 1).padStart(2, "0")}`),
          name: `${name}, ${branch}`,
          kind: "branch",
          parentCode: code(`R-${region.key}`),
          timeZone: zone,
          since: 0,
          size: draw.between(0.5, 1.6) * (index === 0 ? 1.4 : 1),
        };
      }),
    ),
  );
}

/** It belonged to the neighbouring region for the first 14 months of 24. */
function movedBranch(branch: Unit, months: number): Unit {
  const own = regions.findIndex(({ key }) => code(`R-${key}`) === branch.parentCode);
  const neighbour = regions[(own + 1) % regions.length]?.key ?? "C";
  return { ...branch, before: { parentCode: code(`R-${neighbour}`), untilMonth: Math.round((months * 14) / 24) } };
}
