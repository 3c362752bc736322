/** Every IANA zone this browser knows, the given one among them. */
export function timeZones(current: string): readonly string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return [...new Set([current, "UTC", ...known])].sort();
}
