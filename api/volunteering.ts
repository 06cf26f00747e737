import { compose } from './_src/compose.ts'
import { serverless } from './_src/serverless.ts'
import { volunteeringSlice } from './_src/volunteering/slice.ts'

/** The function for groups, activities, places and attendance. */
const { app } = compose([volunteeringSlice], serverless())

export default { fetch: app.fetch }
