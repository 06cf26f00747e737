/** True when each star asks for more hours than the one before. */
export function starsRise(starHours: readonly number[]): boolean {
  return starHours.every((hours, index) => index === 0 || hours > (starHours[index - 1] ?? 0))
}
