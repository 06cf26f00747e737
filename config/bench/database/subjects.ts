import { spokenNumber } from '../../../api/_src/booking/taking/decide-claims.ts'
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
    | 'shift',
    string
  >
}

/** Gives every resident a service, a shift and the ids of their commands. */
export function subjectsOf(
  residents: readonly TestResident[],
  { services, startsAt, shifts }: { services: readonly string[]; startsAt: Date; shifts: readonly string[] },
): Subject[] {
  const numbers = new Set<string>()
  return residents.map(({ token, accountId, person }, index) => {
    const booking = bookingId(numbers)
    const spoken = spokenNumber(booking, 0)
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
        service: services[index % services.length] ?? '',
        startsAt: startsAt.toISOString(),
        shift: shifts[index % shifts.length] ?? '',
      },
    }
  })
}

/** One whose number nobody has: a second try at a number would be one statement more than was recorded. */
function bookingId(numbers: Set<string>): string {
  for (;;) {
    const id = newId()
    const number = spokenNumber(id, 0)
    if (numbers.has(number)) continue
    numbers.add(number)
    return id
  }
}
