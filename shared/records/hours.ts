/**
 * Minutes as hours with one decimal, `126.5`. The law asks for hours and sets no rule for parts (民政部令67号 Art. 7): the
 * ledger keeps minutes, each figure that is shown is rounded by itself to the nearest tenth (half a tenth up), and sums
 * are always made of minutes, never of rounded figures.
 */
export function hoursText(minutes: number): string {
  const tenths = Math.round(Math.abs(minutes) / 6)
  const text = `${Math.floor(tenths / 10)}.${tenths % 10}`
  return minutes < 0 && tenths > 0 ? `−${text}` : text
}

/** With its sign, as a line of the ledger shows it: `+3.0`, `−0.5`. */
export function signedHoursText(minutes: number): string {
  const text = hoursText(minutes)
  return text.startsWith('−') ? text : `+${text}`
}

/** The most minutes that staff may add for one person and day. */
export const mostAddedMinutes = 720
/** An objection is answered within this many working days. */
export const objectionDays = 10
