import type { Background } from '../platform/slice.ts'
import { advanceComplaints } from './complaints.ts'
import { commendationSource, complaintSource } from './source.ts'

export const evaluationsBackground: Background = {
  sources: [commendationSource, complaintSource],
  advances: {
    'complaints about volunteering': ({ db, communityIds, now }) => advanceComplaints(db, communityIds, now),
  },
}
