import type { Operation } from "#kit/operation";

import type { Reach } from "./expectation.ts";

/** Every route that is no operation: files, pages, sign-in, health. `cookie` is guarded by the sign-in itself. */
export const otherRoutes: Readonly<Record<string, readonly [Operation["permission"] | "cookie", Reach]>> = {
  "GET /health/live": ["public", "public"],
  "GET /health/ready": ["public", "public"],
  "GET /metrics": ["public", "public"],
  "GET /results/:token": ["public", "public"],
  "GET /results/:token/figures.csv": ["public", "public"],
  "ALL /api/auth/*": ["cookie", "own"],
  "GET /api/openapi.json": ["public", "public"],
  "GET /api/v1/audit/export.csv": ["audit.read", "whole"],
  "POST /api/v1/imports": ["imports.run", "everywhere"],
  "GET /api/v1/imports/:id/errors.csv": ["imports.run", "everywhere"],
  "POST /api/v1/directory/files": ["signed-in", "units"],
  "GET /api/v1/directory/imports/:id/errors.csv": ["signed-in", "units"],
  "GET /api/v1/directory/templates/:kind": ["signed-in", "own"],
  "GET /scim/v2/ServiceProviderConfig": ["signed-in", "own"],
  "GET /scim/v2/ResourceTypes": ["signed-in", "own"],
  "GET /scim/v2/Schemas": ["signed-in", "own"],
  "GET /scim/v2/Users": ["staff.read", "units"],
  "POST /scim/v2/Users": ["staff.write", "units"],
  "GET /scim/v2/Users/:id": ["staff.read", "units"],
  "PUT /scim/v2/Users/:id": ["staff.write", "units"],
  "PATCH /scim/v2/Users/:id": ["staff.write", "units"],
  "DELETE /scim/v2/Users/:id": ["staff.write", "units"],
  "GET /scim/v2/Groups": ["organisation.read", "units"],
  "GET /scim/v2/Groups/:id": ["organisation.read", "units"],
  "POST /scim/v2/Groups": ["organisation.write", "units"],
  "PUT /scim/v2/Groups/:id": ["organisation.write", "units"],
  "PATCH /scim/v2/Groups/:id": ["organisation.write", "units"],
  "DELETE /scim/v2/Groups/:id": ["organisation.write", "units"],
  "GET /scim/v2/*": ["signed-in", "own"],
  "GET /surveys/:id/preview": ["surveys.read", "whole"],
  "POST /surveys/:id/preview": ["surveys.read", "whole"],
  "GET /*": ["public", "public"],
};
