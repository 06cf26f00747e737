import { dayOf } from '../../../shared/time.ts'
import type { Background } from '../platform/slice.ts'
import { guardianNews } from './registration/source.ts'
import { endRests } from './registration/store.ts'

export const volunteersBackground: Background = {
  sources: [guardianNews],
  advances: { 'volunteers who rest': ({ db, communityIds, now }) => endRests(db, communityIds, dayOf(now), now) },
}
