import { Explained } from "./Explained.tsx";
import { Start } from "./Start.tsx";
import { useWanted } from "./use-asked.ts";

/** What changed, and why: what to look at first, then one comparison in plain sentences with the numbers behind each. */
export function ChangesPage() {
  const wanted = useWanted();
  if (wanted.show === "explanation") return <Explained query={wanted.query} />;
  return <Start missing={wanted.show === "suggestions" ? null : wanted.show} />;
}
