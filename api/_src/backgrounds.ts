import { bookingBackground } from './booking/background.ts'
import { evaluationsBackground } from './evaluations/background.ts'
import { healthBackground } from './health/background.ts'
import { helpBackground } from './help/background.ts'
import { homecareBackground } from './homecare/background.ts'
import { peopleBackground } from './people/background.ts'
import type { Background } from './platform/slice.ts'
import { recordsBackground } from './records/background.ts'
import { volunteeringBackground } from './volunteering/background.ts'
import { volunteersBackground } from './volunteers/background.ts'

/** What somebody waits for. Help comes first: its deadlines are moved before anything else. */
export const promptBackgrounds: readonly Background[] = [
  helpBackground,
  bookingBackground,
  homecareBackground,
  healthBackground,
  peopleBackground,
]

/** Volunteers, what they do and what stands of it. */
export const volunteerBackgrounds: readonly Background[] = [
  volunteersBackground,
  volunteeringBackground,
  evaluationsBackground,
  recordsBackground,
]
