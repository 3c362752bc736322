import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import { Refusal } from "#kit/refusal";

import type { Persona } from "../contract.ts";
import { deletePersonaRow, findPersona, listPersonaRows, listSegmentRows, putPersonaRow } from "../store/segments.ts";
import type { Asker } from "./reading.ts";

/** Personas by name. @throws Refusal `access.forbidden` */
export async function listPersonas({ stores, viewer }: Asker): Promise<{ items: Persona[]; nextCursor: null }> {
  requirePermission(viewer, "people.read");
  return { items: await stores.postgres.read((tx) => listPersonaRows(tx)), nextCursor: null };
}

/**
 * Describes a typical person, a new one without `id`.
 * @throws Refusal `access.forbidden`, `people.not_found`, `people.unknown_segment`
 */
export async function putPersona(
  { stores, viewer }: Asker,
  wish: Omit<Persona, "id">,
  known?: string,
): Promise<Persona> {
  requireEverywhere(viewer, "people.write");
  return stores.postgres.transaction(async (tx) => {
    if (known !== undefined && (await findPersona(tx, known)) === undefined) throw new Refusal("people.not_found");
    const segments = new Set((await listSegmentRows(tx)).map(({ id }) => id));
    if (wish.segments.some((id) => !segments.has(id)))
      throw new Refusal("people.unknown_segment", {}, [{ field: "body.segments", code: "people.unknown_segment" }]);

    const id = known ?? stores.random.uuid();
    await putPersonaRow(tx, { ...wish, id }, stores.clock.now());
    const action = known === undefined ? "people.persona_created" : "people.persona_changed";
    await recordAudit(tx, viewer, { action, subjectKind: "persona", subjectId: id });
    return { ...wish, id };
  });
}

/** Removes a persona. @throws Refusal `access.forbidden`, `people.not_found` */
export async function deletePersona({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requireEverywhere(viewer, "people.write");
  await stores.postgres.transaction(async (tx) => {
    if (!(await deletePersonaRow(tx, id))) throw new Refusal("people.not_found");
    await recordAudit(tx, viewer, { action: "people.persona_removed", subjectKind: "persona", subjectId: id });
  });
  return { ok: true };
}
