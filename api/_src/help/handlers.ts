import type { helpContract } from '../../../shared/help/contract.ts'
import type { Handlers } from '../platform/slice.ts'
import { attachmentHandlers } from './attachments/handlers.ts'
import { deviceHandlers } from './devices/handlers.ts'
import { drillHandlers } from './drills/handlers.ts'
import { careHandlers } from './care/handlers.ts'
import { callHandlers } from './handlers-calls.ts'
import { cardHandlers } from './handlers-card.ts'
import { deskHandlers } from './handlers-desk.ts'
import { familyHandlers } from './handlers-family.ts'
import { moveHandlers } from './handlers-moves.ts'
import { settingsHandlers } from './handlers-settings.ts'
import { reportHandlers } from './report/handlers.ts'
import { taskHandlers } from './tasks/handlers.ts'
import { wellnessHandlers } from './wellness/handlers.ts'

/** Every endpoint of help: one file per part. */
export const helpHandlers: Handlers<typeof helpContract> = {
  ...callHandlers,
  ...familyHandlers,
  ...moveHandlers,
  ...settingsHandlers,
  ...cardHandlers,
  ...deskHandlers,
  ...taskHandlers,
  ...wellnessHandlers,
  ...careHandlers,
  ...reportHandlers,
  ...deviceHandlers,
  ...drillHandlers,
  ...attachmentHandlers,
}
