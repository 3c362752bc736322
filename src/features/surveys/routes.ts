import type { Page } from "#kit/page";
import { route, type Call, type Route } from "#platform/http/route";

import { addComment, deleteComment, listComments, setCommentResolved } from "./actions/comments.ts";
import { exportDefinition, importDefinition } from "./actions/exchange.ts";
import { createLinks } from "./actions/links.ts";
import { createSurvey, publishSurvey, setState, updateSurvey } from "./actions/manage.ts";
import { listSurveys, listTemplates, readSurvey, showVersion } from "./actions/read.ts";
import { createTestLink } from "./actions/test-links.ts";
import { deleteTestRun, deleteTestRuns, listTestRuns } from "./actions/test-runs.ts";
import { copySurvey, listVersions, restoreVersion } from "./actions/versions.ts";
import { surveyOperations as operations, type Survey } from "./contract.ts";

/** Every operation of this slice with its action. */
export const surveysRoutes: readonly Route[] = [
  route(operations.listSurveys, async (call, { query }) => listed(await listSurveys(call, query))),
  route(operations.listTemplates, () => listTemplates()),
  route(operations.readSurvey, async (call, { params }) => linked(call, await readSurvey(call, params.id))),
  route(operations.createSurvey, async (call, { body }) => linked(call, await createSurvey(call, body))),
  route(operations.updateSurvey, async (call, { params, body }) =>
    linked(call, await updateSurvey(call, params.id, body)),
  ),
  route(operations.publishSurvey, async (call, { params, body }) =>
    linked(call, await publishSurvey(call, params.id, body)),
  ),
  route(operations.copySurvey, async (call, { params, body }) => linked(call, await copySurvey(call, params.id, body))),
  route(operations.setState, async (call, { params, body }) =>
    linked(call, await setState(call, params.id, body.state)),
  ),
  route(operations.readVersion, (call, { params }) => showVersion(call, params.id, params.version)),
  route(operations.listVersions, async (call, { params, query }) => listed(await listVersions(call, params.id, query))),
  route(operations.restoreVersion, async (call, { params, body }) =>
    linked(call, await restoreVersion(call, params.id, { version: params.version, revision: body.revision })),
  ),
  route(operations.listComments, async (call, { params, query }) => listed(await listComments(call, params.id, query))),
  route(operations.addComment, (call, { params, body }) => addComment(call, params.id, body)),
  route(operations.setCommentResolved, (call, { params, body }) =>
    setCommentResolved(call, params.id, { comment: params.comment, resolved: body.resolved }),
  ),
  route(operations.deleteComment, (call, { params }) => deleteComment(call, params.id, params.comment)),
  route(operations.createTestLink, (call, { params, body }) =>
    createTestLink(call, params.id, { of: body.of, origin: originOf(call) }),
  ),
  route(operations.listTestRuns, (call, { params, query }) => listTestRuns(call, params.id, query)),
  route(operations.deleteTestRuns, (call, { params }) => deleteTestRuns(call, params.id)),
  route(operations.deleteTestRun, (call, { params }) => deleteTestRun(call, params.id, params.run)),
  route(operations.importDefinition, async (call, { body }) => {
    const imported = await importDefinition(call, body);
    return { ...imported, survey: imported.survey && linked(call, imported.survey) };
  }),
  route(operations.exportDefinition, (call, { params, query }) => exportDefinition(call, params.id, query)),
  route(operations.createLinks, (call, { params, body }) =>
    createLinks(call, params.id, { links: body.links, origin: originOf(call) }),
  ),
];

function listed<Item>({ items, nextCursor }: Page<Item>): { items: Item[]; nextCursor: string | null } {
  return { items: [...items], nextCursor };
}

function linked(call: Call, survey: Survey): Survey {
  return { ...survey, link: `${originOf(call)}/s/${survey.slug}` };
}

/** The address people use: the configured one, else the one the caller used. */
function originOf(call: Call): string {
  const { publicUrl, host, port } = call.stores.config;
  return publicUrl ?? `http://${call.headers.get("host") ?? `${host}:${port}`}`;
}
