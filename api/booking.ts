import { bookingSlice } from './_src/booking/slice.ts'
import { compose } from './_src/compose.ts'
import { serverless } from './_src/serverless.ts'

/** The function for whatever is booked. */
const { app } = compose([bookingSlice], serverless())

export default { fetch: app.fetch }
