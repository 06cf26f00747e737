export { moveVisit } from './move-visit.ts'
export {
  bookingStates,
  homeServices,
  moveHomeBooking,
  quietBookings,
  workersOf,
  type BookingState,
  type HomeService,
  type HomeStep,
  type HomeWorker,
} from './store-home.ts'
export { bookVisit, freeResources, providersBy, reassignResource, type FreeResource, type VisitWish } from './visits.ts'
export { bookingsOfResident, bookingsOfWorker, workersWithAccount, type CalendarBooking } from './store-calendar.ts'
export { communityDays } from './store-days.ts'
export { giveVenueBack, isKeptFor, keepVenue, venuesAt, type VenueChoice } from './venues/venues.ts'
export { comingUses, dueUses, keepUses, type KnownUse } from './venues/store.ts'
