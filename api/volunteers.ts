import { compose } from './_src/compose.ts'
import { recordsSlice } from './_src/records/slice.ts'
import { serverless } from './_src/serverless.ts'
import { volunteersSlice } from './_src/volunteers/slice.ts'

/** The function for who volunteers are and what stands of what they did. */
const { app } = compose([volunteersSlice, recordsSlice], serverless())

export default { fetch: app.fetch }
