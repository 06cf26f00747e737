import type { Background } from '../platform/slice.ts'
import { advanceCertificates } from './certificates/advance.ts'
import { certificateSource } from './certificates/source.ts'
import { advanceHours } from './hours/advance.ts'
import { additionSource, findingSource, objectionSource } from './hours/sources.ts'
import { bookRedemptions } from './points/booking.ts'
import { advancePoints } from './points/earn.ts'

export const recordsBackground: Background = {
  sources: [additionSource, objectionSource, findingSource, certificateSource],
  advances: {
    hours: ({ db, communityIds, now, newId }) => advanceHours({ db, communityIds, now, newId }),
    certificates: ({ db, communityIds, now }) => advanceCertificates(db, communityIds, now),
    points: ({ db, communityIds }) => advancePoints(db, communityIds),
    'gift redemptions': ({ db, communityIds, now }) => bookRedemptions(db, communityIds, now),
  },
}
