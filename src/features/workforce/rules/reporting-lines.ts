/** Who leads whom: id of the member of staff → id of their manager. */
export type Managers = ReadonlyMap<string, string | null>;

/** Whether `managerId` may lead `id`: not themselves, and nobody who is led by them, however far down. */
export function mayLead(managers: Managers, managerId: string, id: string): boolean {
  const seen = new Set<string>();
  for (let at: string | null = managerId; at !== null; at = managers.get(at) ?? null) {
    if (at === id) return false;
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return true;
}
