import type { Background } from '../platform/slice.ts'
import { advanceActivities } from './activities/advance.ts'
import { advanceVenues } from './activities/advance-venues.ts'
import { activityNews } from './activities/news.ts'
import { advanceAttendance, advanceDue } from './attendance/record.ts'
import { attendanceDueSource } from './attendance/source.ts'
import { groupSource, memberSource, noticeSource } from './groups/sources.ts'
import { advanceVolunteering } from './places/advance.ts'
import { callNews } from './places/calling/source.ts'
import { endCalls } from './places/calling/store-outbox.ts'
import { signupNews } from './places/news.ts'
import { advanceRequests } from './requests/advance.ts'
import { requestSource } from './requests/source.ts'

export const volunteeringBackground: Background = {
  sources: [
    signupNews,
    callNews,
    activityNews,
    groupSource,
    memberSource,
    noticeSource,
    requestSource,
    attendanceDueSource,
  ],
  advances: {
    'attendance of volunteers': ({ db, communityIds, now, newId }) =>
      advanceAttendance(db, communityIds, { now, newId }),
    'attendance not settled': ({ db, communityIds, now }) => advanceDue(db, communityIds, now),
    'volunteer activities': ({ db, communityIds, now }) => advanceActivities(db, communityIds, now),
    'rooms of activities': ({ db, communityIds, now }) => advanceVenues(db, communityIds, now),
    'volunteer shifts': ({ db, communityIds, now }) => advanceVolunteering(db, communityIds, now),
    'last-minute calls': ({ db, communityIds, now }) => endCalls(db, communityIds, now),
    'volunteer requests': ({ db, communityIds, now }) => advanceRequests(db, communityIds, now),
  },
}
