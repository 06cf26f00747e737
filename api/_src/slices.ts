import { affairsSlice } from './affairs/index.ts'
import { bookingSlice } from './booking/index.ts'
import { helpSlice } from './help/index.ts'
import { inboxSlice } from './inbox/index.ts'
import { peopleSlice } from './people/index.ts'
import type { Slice } from './platform/slice.ts'
import { volunteeringSlice } from './volunteering/index.ts'

/** Every slice. Help comes first: on a tick its deadlines are moved before anything else. */
export const slices: readonly Slice[] = [
  helpSlice,
  peopleSlice,
  bookingSlice,
  volunteeringSlice,
  inboxSlice,
  affairsSlice,
]
