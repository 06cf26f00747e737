import type { Background } from '../platform/slice.ts'
import { callDue } from './check-up/advance.ts'
import { checkUpLineSource, checkUpSource } from './check-up/source.ts'
import { turnYears } from './file/advance.ts'
import { eraseWithdrawn } from './file/erase.ts'
import { fileSource } from './file/source.ts'
import { rememberFollowUps } from './referral/advance.ts'
import { referralSource } from './referral/source.ts'

export const healthBackground: Background = {
  sources: [fileSource, checkUpLineSource, checkUpSource, referralSource],
  advances: {
    'health agreements': ({ db, communityIds, now }) => eraseWithdrawn(db, communityIds, now),
    'family doctors': ({ db, communityIds, now }) => turnYears(db, communityIds, now),
    'check-ups': ({ db, communityIds, now }) => callDue(db, communityIds, now),
    referrals: ({ db, communityIds, now }) => rememberFollowUps(db, communityIds, now),
  },
}
