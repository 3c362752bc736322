import type { Permission } from "./operation.ts";

declare const viewerBrand: unique symbol;

/** Some permissions and the units they hold for: `"all"`, or the listed unit ids and everything below them. */
export interface Grant {
  readonly role: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly units: "all" | readonly string[];
  /** Id of the user who lent it during absence; left out for what is one's own. */
  readonly delegatedBy?: string;
}

/**
 * Who is asking, and what they may see. Only `#feature/access` constructs one; every action and every slice takes one.
 * What holds where is in `grants`: ask `requirePermission` and `unitScope(viewer, permission)` of `#feature/access`.
 */
export interface Viewer {
  readonly [viewerBrand]: true;
  readonly kind: "user" | "api-key" | "system" | "anonymous";
  readonly id: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** Those of any grant. */
  readonly permissions: ReadonlySet<Permission>;
  /** Those of any grant; to show, not to decide. */
  readonly units: "all" | readonly string[];
  /** Code of the employee whom this user is (a reference of kind `employee`), for what is said about one's own work. */
  readonly employee: string | null;
  readonly language: string;
}
