import type { Permission } from "./operation.ts";

declare const viewerBrand: unique symbol;

/**
 * Who is asking, and what they may see. Only `#feature/access` constructs one; every action and every slice takes one.
 * `units: "all"` sees everything; otherwise the listed unit ids and everything below them.
 */
export interface Viewer {
  readonly [viewerBrand]: true;
  readonly kind: "user" | "api-key" | "system" | "anonymous";
  readonly id: string;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly units: "all" | readonly string[];
  readonly language: string;
}
