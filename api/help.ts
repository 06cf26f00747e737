import { compose } from './_src/compose.ts'
import { helpSlice } from './_src/help/slice.ts'
import { serverless } from './_src/serverless.ts'

/** The function for help calls alone: a rush elsewhere cannot slow it. */
const { app } = compose([helpSlice], serverless())

export default { fetch: app.fetch }
