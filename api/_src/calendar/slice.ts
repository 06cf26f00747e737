import { calendarContract } from '../../../shared/calendar/contract.ts'
import { defineSlice } from '../platform/slice.ts'
import { calendarHandlers } from './handlers.ts'

/** Bookings for the calendar programs of phones. */
export const calendarSlice = defineSlice({ contract: calendarContract, handlers: calendarHandlers })
