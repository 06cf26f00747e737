import type { Background } from '../platform/slice.ts'
import { advanceVolunteering } from './places/advance.ts'
import { signupNews } from './places/news.ts'

export const volunteeringBackground: Background = {
  sources: [signupNews],
  advances: { 'volunteer shifts': ({ db, communityIds, now }) => advanceVolunteering(db, communityIds, now) },
}
