import { helpSlice } from './_src/help/index.ts'
import { serverless } from './_src/serverless.ts'

/** The function for help calls alone: a rush elsewhere cannot slow it. */
const { app } = serverless([helpSlice])

export default { fetch: app.fetch }
