import { compose } from './_src/compose.ts'
import { homecareSlice } from './_src/homecare/slice.ts'
import { serverless } from './_src/serverless.ts'

/** The function for care at home. */
const { app } = compose([homecareSlice], serverless())

export default { fetch: app.fetch }
