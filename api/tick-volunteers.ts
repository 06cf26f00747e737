import { volunteerBackgrounds } from './_src/backgrounds.ts'
import { composeTick } from './_src/compose-tick.ts'
import { createTickHandler } from './_src/platform/http/tick-handler.ts'
import { serverless } from './_src/serverless.ts'

/** The other scheduled function: what is due in volunteering. Vercel's cron calls it each minute, beside the tick. */
const surroundings = serverless()
const tick = composeTick(volunteerBackgrounds, surroundings)

export default { fetch: createTickHandler(tick, surroundings.environment.cronSecret) }
