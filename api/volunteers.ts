import { compose } from './_src/compose.ts'
import { evaluationsSlice } from './_src/evaluations/slice.ts'
import { recordsSlice } from './_src/records/slice.ts'
import { serverless } from './_src/serverless.ts'
import { volunteersSlice } from './_src/volunteers/slice.ts'

/** The function for who volunteers are what stands of what they did, and what is said of it. */
const { app } = compose([volunteersSlice, recordsSlice, evaluationsSlice], serverless())

export default { fetch: app.fetch }
