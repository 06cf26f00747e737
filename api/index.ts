import { serverless } from './_src/serverless.ts'
import { slices } from './_src/slices.ts'

/** The function for everything that is not a help call. */
const { app } = serverless(slices)

export default { fetch: app.fetch }
