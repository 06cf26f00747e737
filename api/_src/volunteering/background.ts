import type { Background } from '../platform/slice.ts'
import { advanceVolunteering } from './places/advance.ts'
import { signupNews } from './places/news.ts'
import { advanceRequests } from './requests/advance.ts'
import { requestSource } from './requests/source.ts'

export const volunteeringBackground: Background = {
  sources: [signupNews, requestSource],
  advances: {
    'volunteer shifts': ({ db, communityIds, now }) => advanceVolunteering(db, communityIds, now),
    'volunteer requests': ({ db, communityIds, now }) => advanceRequests(db, communityIds, now),
  },
}
