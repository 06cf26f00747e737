import { affairsSlice } from './affairs/slice.ts'
import { bookingSlice } from './booking/slice.ts'
import { calendarSlice } from './calendar/slice.ts'
import { evaluationsSlice } from './evaluations/slice.ts'
import { healthSlice } from './health/slice.ts'
import { helpSlice } from './help/slice.ts'
import { homecareSlice } from './homecare/slice.ts'
import { inboxSlice } from './inbox/slice.ts'
import { peopleSlice } from './people/slice.ts'
import type { Slice } from './platform/slice.ts'
import { recordsSlice } from './records/slice.ts'
import { volunteeringSlice } from './volunteering/slice.ts'
import { volunteersSlice } from './volunteers/slice.ts'

/** Every slice by its name. Help comes first: on a tick its deadlines are moved before anything else. */
export const sliceByName: Readonly<Record<string, Slice>> = {
  help: helpSlice,
  people: peopleSlice,
  booking: bookingSlice,
  homecare: homecareSlice,
  health: healthSlice,
  volunteering: volunteeringSlice,
  volunteers: volunteersSlice,
  evaluations: evaluationsSlice,
  records: recordsSlice,
  inbox: inboxSlice,
  affairs: affairsSlice,
  calendar: calendarSlice,
}

export const slices: readonly Slice[] = Object.values(sliceByName)
