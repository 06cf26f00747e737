import { bookingSlice } from './_src/booking/slice.ts'
import { compose } from './_src/compose.ts'
import { healthSlice } from './_src/health/slice.ts'
import { homecareSlice } from './_src/homecare/slice.ts'
import { serverless } from './_src/serverless.ts'

/** The function for whatever is booked. */
const { app } = compose([bookingSlice, homecareSlice, healthSlice], serverless())

export default { fetch: app.fetch }
