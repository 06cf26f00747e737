/** Where a number of minutes stands between two stars. */
export interface Star {
  /** 0 to 5. */
  star: number
  /** Hours of the star reached; 0 without one. */
  hours: number
  /** Hours of the next star; null with all five. */
  nextHours: number | null
  /** Minutes still missing to the next star; 0 with all five. */
  missingMinutes: number
  /** How much of the way from this star to the next is done, 0 to 100. */
  percent: number
}

/**
 * The star that service minutes give (中国社区志愿者注册管理办法 Art. 18; the community may set other hours). A star is
 * reached with its last minute, never by rounding. `starHours` rises: the hours of one to five stars.
 */
export function starOf(totalMinutes: number, starHours: readonly number[]): Star {
  const star = starHours.filter((hours) => totalMinutes >= hours * 60).length
  const hours = star === 0 ? 0 : (starHours[star - 1] ?? 0)
  const nextHours = starHours[star] ?? null
  if (nextHours === null) return { star, hours, nextHours, missingMinutes: 0, percent: 100 }
  const done = Math.max(0, totalMinutes - hours * 60)
  const percent = Math.round((done * 1_000) / ((nextHours - hours) * 60)) / 10
  return { star, hours, nextHours, missingMinutes: nextHours * 60 - totalMinutes, percent }
}

const starWords = ['', '一星', '二星', '三星', '四星', '五星'] as const

/** `一星` … `五星`; empty without a star. */
export function starWord(star: number): string {
  return starWords[star] ?? ''
}
