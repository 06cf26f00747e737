import { affairsSlice } from './affairs/slice.ts'
import { bookingSlice } from './booking/slice.ts'
import { helpSlice } from './help/slice.ts'
import { inboxSlice } from './inbox/slice.ts'
import { peopleSlice } from './people/slice.ts'
import type { Slice } from './platform/slice.ts'
import { volunteeringSlice } from './volunteering/slice.ts'

/** Every slice but help, which has a function of its own. */
export const everydaySlices: readonly Slice[] = [peopleSlice, bookingSlice, volunteeringSlice, inboxSlice, affairsSlice]

/** Every slice. Help comes first: on a tick its deadlines are moved before anything else. */
export const slices: readonly Slice[] = [helpSlice, ...everydaySlices]
