import type { Browser, BrowserContextOptions } from "playwright-core";

import type { Product } from "#testing/product";

/** Three regions below a bank, branches below them, kinds, a calendar, and three who work there. */
export async function addUnitsAndStaff(
  browser: Browser,
  { url }: Product,
  state: NonNullable<BrowserContextOptions["storageState"]>,
): Promise<void> {
  const context = await browser.newContext({ storageState: state });
  const send = async (method: "PUT" | "POST", path: string, body: object) => {
    const headers = { origin: url };
    const response = await context.request.fetch(`${url}/api/v1${path}`, { method, data: body, headers });
    if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`);
  };
  await send("PUT", "/unit-kinds", { items: [{ name: "Region" }, { name: "Branch" }] });
  const work = [{ from: "09:00", to: "18:00" }];
  await send("PUT", "/calendars/0198f1f0-0000-7000-8000-000000000001", {
    name: "Branches",
    weekly: [work, work, work, work, work, [], []],
    holidays: [{ date: "2026-12-25", name: "Christmas" }],
  });
  await send("PUT", "/units/BANK", { name: "Holos Bank" });
  for (const name of ["North", "South", "West"])
    await send("PUT", `/units/${name.toUpperCase()}`, { name, kind: "Region", parentCode: "BANK" });
  for (const [index, parentCode] of ["NORTH", "NORTH", "SOUTH"].entries())
    await send("PUT", `/units/B${index + 1}`, { name: `Branch ${index + 1}`, kind: "Branch", parentCode });
  const staff = [
    { code: "E1", name: "Oksana Kovalenko", position: "Director", unit: "NORTH" },
    { code: "E2", name: "Ivan Shevchenko", position: "Adviser", unit: "B1", manager: "E1" },
    { code: "E3", name: "Maria Bondarenko", position: "Adviser", unit: "B2", manager: "E1" },
  ];
  await send("POST", "/staff/batch", { staff });
  await context.close();
}
