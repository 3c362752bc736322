/**
 * Kendall's tau-a of pairs: how much more often two things stand in the same order by both numbers than in the opposite one,
 * −1..1; 0 for fewer than two. Source: Kendall 1938, Biometrika 30.
 */
export function tauOf(pairs: readonly (readonly [number, number])[]): number {
  let [sum, compared] = [0, 0];
  pairs.forEach(([x, y], index) => {
    for (const [otherX, otherY] of pairs.slice(0, index)) {
      sum += Math.sign((x - otherX) * (y - otherY));
      compared += 1;
    }
  });
  return compared === 0 ? 0 : sum / compared;
}
