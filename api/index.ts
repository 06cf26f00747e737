import { affairsSlice } from './_src/affairs/slice.ts'
import { calendarSlice } from './_src/calendar/slice.ts'
import { compose } from './_src/compose.ts'
import { healthSlice } from './_src/health/slice.ts'
import { inboxSlice } from './_src/inbox/slice.ts'
import { peopleSlice } from './_src/people/slice.ts'
import { serverless } from './_src/serverless.ts'

/** The function for everything that no other function answers. */
const { app } = compose([peopleSlice, inboxSlice, affairsSlice, healthSlice, calendarSlice], serverless())

export default { fetch: app.fetch }
