import { createTickHandler } from './_src/platform/http/tick-handler.ts'
import { serverless } from './_src/serverless.ts'
import { slices } from './_src/slices.ts'

/** The scheduled function: due deadlines, deliveries, reminders. Vercel's cron calls it each minute. */
const { tick, environment } = serverless(slices)

export default { fetch: createTickHandler(tick, environment.cronSecret) }
