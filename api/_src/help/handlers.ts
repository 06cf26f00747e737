import type { helpContract } from '../../../shared/help/contract.ts'
import type { Handlers } from '../platform/slice.ts'
import { deviceHandlers } from './devices/handlers.ts'
import { callHandlers } from './handlers-calls.ts'
import { deskHandlers } from './handlers-desk.ts'
import { moveHandlers } from './handlers-moves.ts'
import { reportHandlers } from './report/handlers.ts'
import { taskHandlers } from './tasks/handlers.ts'

/** Every endpoint of help: one file per part. */
export const helpHandlers: Handlers<typeof helpContract> = {
  ...callHandlers,
  ...moveHandlers,
  ...deskHandlers,
  ...taskHandlers,
  ...reportHandlers,
  ...deviceHandlers,
}
