import { route, type Call, type Route } from "#platform/http/route";

import { createLinks } from "./actions/links.ts";
import { createSurvey, publishSurvey, setState, updateSurvey } from "./actions/manage.ts";
import { listSurveys, listTemplates, readSurvey, showVersion } from "./actions/read.ts";
import { surveyOperations as operations, type Survey } from "./contract.ts";

/** Every operation of this slice with its action. */
export const surveysRoutes: readonly Route[] = [
  route(operations.listSurveys, async (call, { query }) => {
    const page = await listSurveys(call, query);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }),
  route(operations.listTemplates, () => listTemplates()),
  route(operations.readSurvey, async (call, { params }) => linked(call, await readSurvey(call, params.id))),
  route(operations.createSurvey, async (call, { body }) => linked(call, await createSurvey(call, body))),
  route(operations.updateSurvey, async (call, { params, body }) =>
    linked(call, await updateSurvey(call, params.id, body)),
  ),
  route(operations.publishSurvey, async (call, { params }) => linked(call, await publishSurvey(call, params.id))),
  route(operations.setState, async (call, { params, body }) =>
    linked(call, await setState(call, params.id, body.state)),
  ),
  route(operations.readVersion, (call, { params }) => showVersion(call, params.id, params.version)),
  route(operations.createLinks, (call, { params, body }) =>
    createLinks(call, params.id, { links: body.links, origin: originOf(call) }),
  ),
];

function linked(call: Call, survey: Survey): Survey {
  return { ...survey, link: `${originOf(call)}/s/${survey.slug}` };
}

/** The address people use: the configured one, else the one the caller used. */
function originOf(call: Call): string {
  const { publicUrl, host, port } = call.stores.config;
  return publicUrl ?? `http://${call.headers.get("host") ?? `${host}:${port}`}`;
}
