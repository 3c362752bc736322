import { useSettings } from "../api/queries.ts";
import mark from "../holos.svg";

/** The organisation's logo, or the product's mark where there is none. Decoration: the name stands beside it. */
export function OrganisationMark({ size = 28 }: { size?: number }) {
  const logo = useSettings()?.logo ?? mark;
  return <img src={logo} alt="" width={size} height={size} style={{ objectFit: "contain", flex: "none" }} />;
}
