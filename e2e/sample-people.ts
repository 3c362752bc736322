import { call, type Product } from "#testing/product";

/** Some people with everything that may be known of them; two of them share a phone. Two branches, none without a name. */
export async function plantPeople(product: Product): Promise<{ personId: string; northId: string }> {
  const north = await call<{ id: string }>(product, "PUT", "/api/v1/units/NORTH", { name: "Branch North" });
  await call(product, "PUT", "/api/v1/units/SOUTH", { name: "Branch South" });
  await call(product, "PUT", "/api/v1/person-attributes/tariff", {
    type: "choice",
    names: { en: "Tariff", ru: "Тариф", uk: "Тариф" },
    options: [
      { key: "gold", names: { en: "Gold", ru: "Золотой", uk: "Золотий" } },
      { key: "plain", names: { en: "Plain", ru: "Обычный", uk: "Звичайний" } },
    ],
  });
  const { items } = await call<{ items: readonly { personId: string }[] }>(product, "POST", "/api/v1/people/batch", {
    persons: [
      person("1", "Олена Коваленко", "NORTH", {
        identities: [
          { kind: "email", value: "olena.kovalenko@example.org" },
          { kind: "phone", value: "+380501112233" },
        ],
        language: "uk",
        timeZone: "Europe/Kyiv",
        attributes: { tariff: "gold" },
        preferences: { channels: ["email", "messenger"], quiet: { from: "21:00", to: "09:00" } },
        consents: [
          { purpose: "research", state: "given", source: "contract", at: "2026-01-10T10:00:00Z" },
          { purpose: "marketing", channel: "sms", state: "withdrawn", source: "call", at: "2026-02-10T10:00:00Z" },
        ],
      }),
      person("2", "Olena Kovalenko", "NORTH", { identities: [{ kind: "phone", value: "+380501112233" }] }),
      person("3", "Максим Шевченко", "SOUTH", { roles: ["customer", "partner"], attributes: { tariff: "plain" } }),
      person("4", "Anna-Maria Wojciechowska-Nowakowska", "SOUTH", { attributes: { tariff: "gold" } }),
      person("5", null, "SOUTH", {}),
    ],
  });
  const condition = { field: "attr.tariff", op: "in", value: ["gold"] };
  const segment = await call<{ id: string }>(product, "POST", "/api/v1/segments", { name: "Gold tariff", condition });
  await call(product, "POST", "/api/v1/personas", {
    name: "Busy Olena",
    tagline: "Wants everything done on the way home",
    story: "Manages a shop, has two children and no time for queues.",
    goals: ["Pay bills in a minute"],
    needs: ["A person to call when it goes wrong"],
    quotes: ["I only come here when the app gives up."],
    segments: [segment.id],
  });
  await call(product, "PUT", "/api/v1/accounts/HOLDING", { name: "Acme Holding" });
  await call(product, "PUT", "/api/v1/accounts/ACME", {
    name: "Acme Ukraine",
    parent: "HOLDING",
    revenue: { amount: 1_250_000, currency: "EUR" },
  });
  const personId = items[0]?.personId ?? "";
  await call(product, "PUT", `/api/v1/accounts/ACME/contacts/${personId}`, { role: "Buyer" });
  return { personId, northId: north.id };
}

function person(number: string, displayName: string | null, homeUnit: string, more: Record<string, unknown>) {
  return { key: { kind: "crm", value: `CRM-${number}` }, displayName, homeUnit, roles: ["customer"], ...more };
}
