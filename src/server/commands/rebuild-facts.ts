import { rebuildFacts } from "#feature/facts";

import { print, withInstallation } from "./command-run.ts";
import { progressBar } from "./progress-bar.ts";

/** `holos rebuild-facts`: builds the read model anew from the truth and swaps it in; nobody has to wait. */
export async function runRebuildCommand({ json }: { readonly json: boolean }): Promise<void> {
  await withInstallation(async ({ stores }) => {
    const bar = progressBar("Rebuilding", json);
    const result = await rebuildFacts(stores, { onProgress: ({ done, total }) => bar.update(done, total) });
    bar.finish();
    print(json, result, "The facts are rebuilt.");
  });
}
