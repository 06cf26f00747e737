import { addDays, dayOf } from '../time.ts'

export const bloodTypes = ['A', 'B', 'AB', 'O', 'A-', 'B-', 'AB-', 'O-'] as const
export type BloodType = (typeof bloodTypes)[number]

/** Days after which somebody asks whether the card is still right (standards of telecare: once a year). */
const daysUntilCheck = 365

/** True when the card was last looked through a year ago or longer. */
export function isCheckDue(checkedAt: string, now: Date): boolean {
  return dayOf(now) >= addDays(dayOf(new Date(checkedAt)), daysUntilCheck)
}
