import type { Background } from '../platform/slice.ts'
import { advanceAgreements } from './agreement/advance.ts'
import { agreementSource } from './agreement/source.ts'
import { applicationSource } from './application/source.ts'

export const homecareBackground: Background = {
  sources: [applicationSource, agreementSource],
  advances: { 'homecare agreements': ({ db, communityIds, now }) => advanceAgreements(db, communityIds, now) },
}
