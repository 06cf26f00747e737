import { rotated, spokenNumber } from '../../../api/_src/booking/taking/decide-claims.ts'
import { tokenHash } from '../../../api/_src/people/secrets.ts'
import { newId } from '../../../api/_src/platform/ids.ts'
import type { TestResident } from '../../../api/_src/testing/actors.ts'
import type { PersonRef } from '../../../shared/schemas.ts'

/** Somebody who gives each command once. `values` are what is theirs in the statements of these calls. */
export interface Subject {
  token: string
  person: PersonRef
  values: Record<
    | 'tokenHash'
    | 'account'
    | 'resident'
    | 'press'
    | 'booking'
    | 'spokenNumber'
    | 'spokenWords'
    | 'signUp'
    | 'service'
    | 'startsAt'
    | 'unit'
    | 'shift',
    string
  >
}

/** What is offered to everybody: services with so many places each at one time, and shifts. */
export interface Offers {
  services: readonly string[]
  startsAt: Date
  /** Far more than will be taken: then whoever comes has the place that follows from the booking's id. */
  placesEach: number
  shifts: readonly string[]
}

/** Gives every resident a service, a place in it, a shift and the ids of their commands. */
export function subjectsOf(residents: readonly TestResident[], offers: Offers): Subject[] {
  const { services, startsAt, shifts } = offers
  const bookings = new BookingIds(offers.placesEach)
  return residents.map(({ token, accountId, person }, index) => {
    const service = services[index % services.length] ?? ''
    const { booking, spoken, unit } = bookings.next(service)
    return {
      token,
      person,
      values: {
        tokenHash: tokenHash(token),
        account: accountId,
        resident: person.residentId,
        press: newId(),
        booking,
        spokenNumber: spoken,
        spokenWords: `${spoken.slice(0, 3)} ${spoken.slice(3)}`,
        signUp: newId(),
        service,
        startsAt: startsAt.toISOString(),
        unit,
        shift: shifts[index % shifts.length] ?? '',
      },
    }
  })
}

/** Ids whose number and place nobody has: a second try at one of them would be a statement more than was recorded. */
class BookingIds {
  readonly #numbers = new Set<string>()
  readonly #places = new Set<string>()
  readonly #units: readonly number[]
  #last = ''

  constructor(placesEach: number) {
    this.#units = Array.from({ length: placesEach }, (_, index) => index + 1)
  }

  next(service: string): { booking: string; spoken: string; unit: string } {
    for (;;) {
      const booking = newId()
      const spoken = spokenNumber(booking, 0)
      const unit = String(rotated(this.#units, booking)[0])
      // two that follow each other are recorded together, and are to differ
      if (this.#numbers.has(spoken) || this.#places.has(`${service} ${unit}`) || unit === this.#last) continue
      this.#numbers.add(spoken)
      this.#places.add(`${service} ${unit}`)
      this.#last = unit
      return { booking, spoken, unit }
    }
  }
}
