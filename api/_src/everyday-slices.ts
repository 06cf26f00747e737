import { affairsSlice } from './affairs/slice.ts'
import { bookingSlice } from './booking/slice.ts'
import { inboxSlice } from './inbox/slice.ts'
import { peopleSlice } from './people/slice.ts'
import type { Slice } from './platform/slice.ts'
import { volunteeringSlice } from './volunteering/slice.ts'

/** Every slice but help, which has a function of its own: in a file of their own, so that theirs holds no help call. */
export const everydaySlices: readonly Slice[] = [peopleSlice, bookingSlice, volunteeringSlice, inboxSlice, affairsSlice]
