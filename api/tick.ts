import { promptBackgrounds } from './_src/backgrounds.ts'
import { composeTick } from './_src/compose-tick.ts'
import { createTickHandler } from './_src/platform/http/tick-handler.ts'
import { serverless } from './_src/serverless.ts'

/** The scheduled function: due deadlines, deliveries, reminders. Vercel's cron calls it each minute. */
const surroundings = serverless()
const tick = composeTick(promptBackgrounds, surroundings)

export default { fetch: createTickHandler(tick, surroundings.environment.cronSecret) }
