import { route, type Call, type Route } from "#platform/http/route";

import { createLinks } from "./actions/links.ts";
import { createSurvey, publishSurvey, setState, updateSurvey } from "./actions/manage.ts";
import { listSurveys, listTemplates, readSurvey, showVersion } from "./actions/read.ts";
import { surveyOperations as operations } from "./contract.ts";

/** Every operation of this slice with its action. */
export const surveysRoutes: readonly Route[] = [
  route(operations.listSurveys, async (call, { query }) => {
    const page = await listSurveys(call, query);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }),
  route(operations.listTemplates, () => listTemplates()),
  route(operations.readSurvey, (call, { params }) => readSurvey(call, params.id)),
  route(operations.createSurvey, (call, { body }) => createSurvey(call, body)),
  route(operations.updateSurvey, (call, { params, body }) => updateSurvey(call, params.id, body)),
  route(operations.publishSurvey, (call, { params }) => publishSurvey(call, params.id)),
  route(operations.setState, (call, { params, body }) => setState(call, params.id, body.state)),
  route(operations.readVersion, (call, { params }) => showVersion(call, params.id, params.version)),
  route(operations.createLinks, (call, { params, body }) =>
    createLinks(call, params.id, { links: body.links, origin: originOf(call) }),
  ),
];

/** The address people use: the configured one, else the one the caller used. */
function originOf(call: Call): string {
  const { publicUrl, host, port } = call.stores.config;
  return publicUrl ?? `http://${call.headers.get("host") ?? `${host}:${port}`}`;
}
