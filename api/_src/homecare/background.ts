import type { Background } from '../platform/slice.ts'
import { advanceAgreements } from './agreement/advance.ts'
import { agreementSource } from './agreement/source.ts'
import { applicationSource } from './application/source.ts'
import { advanceVisits } from './visits/advance.ts'
import { advanceComplaints } from './visits/complaints.ts'
import { advancePlans } from './visits/planning.ts'
import { complaintSource } from './visits/source-complaint.ts'
import { visitSource } from './visits/source.ts'

export const homecareBackground: Background = {
  sources: [applicationSource, agreementSource, visitSource, complaintSource],
  advances: {
    'homecare agreements': ({ db, communityIds, now }) => advanceAgreements(db, communityIds, now),
    'homecare plans': ({ db, communityIds, now }) => advancePlans(db, communityIds, now),
    'homecare visits': ({ db, communityIds, now }) => advanceVisits(db, communityIds, now),
    'homecare complaints': ({ db, communityIds, now }) => advanceComplaints(db, communityIds, now),
  },
}
