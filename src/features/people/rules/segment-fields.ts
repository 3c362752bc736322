import { identityKinds, personRoles, type Attribute, type SegmentField } from "../contract.ts";

const ofChoice = ["in", "nin", "answered", "empty"] as const;
const ofText = ["eq", "ne", "contains", "answered", "empty"] as const;
const ofOrder = ["gte", "lte", "between", "answered", "empty"] as const;

/** What a segment may ask for: fields of the product, consents by purpose, then the organisation's own attributes. */
export function segmentFields(attributes: Iterable<Attribute>, purposes: readonly string[]): SegmentField[] {
  return [
    choice("role", personRoles),
    choice("identity", identityKinds),
    { field: "home_unit", type: "text", operators: ["in", "nin", "answered", "empty"], names: null, options: null },
    { field: "language", type: "text", operators: [...ofText], names: null, options: null },
    { field: "time_zone", type: "text", operators: [...ofText], names: null, options: null },
    { field: "account", type: "text", operators: ["in", "nin", "answered", "empty"], names: null, options: null },
    { field: "do_not_contact", type: "yes-no", operators: ["eq"], names: null, options: null },
    { field: "days_since_answer", type: "number", operators: [...ofOrder], names: null, options: null },
    { field: "days_known", type: "number", operators: [...ofOrder], names: null, options: null },
    ...purposes.map((purpose) => choice(`consent.${purpose}`, ["given", "withdrawn"])),
    ...[...attributes].map(attributeField),
  ];
}

function choice(field: string, keys: readonly string[]): SegmentField {
  return {
    field,
    type: "choice",
    operators: [...ofChoice],
    names: null,
    options: keys.map((key) => ({ key, names: null })),
  };
}

function attributeField({ key, type, names, options }: Attribute): SegmentField {
  const operators = {
    text: [...ofText],
    number: [...ofOrder],
    date: [...ofOrder],
    "yes-no": ["eq" as const, "answered" as const, "empty" as const],
    choice: [...ofChoice],
  }[type];
  return {
    field: `attr.${key}`,
    type,
    operators,
    names: { ...names },
    options: type === "choice" ? options.map((option) => ({ key: option.key, names: { ...option.names } })) : null,
  };
}
