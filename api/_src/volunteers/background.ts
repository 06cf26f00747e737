import { dayOf } from '../../../shared/time.ts'
import type { Background } from '../platform/slice.ts'
import { endRests } from './registration/store.ts'

export const volunteersBackground: Background = {
  advances: { 'volunteers who rest': ({ db, communityIds, now }) => endRests(db, communityIds, dayOf(now), now) },
}
