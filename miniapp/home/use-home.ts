import type { PersonRef } from '../../shared/schemas.ts'
import { useFreshMe } from '../client/use-fresh-me.ts'
import { useQuery } from '../client/use-query.ts'
import { ownResidents, todayOf, type TodayItem } from './today.ts'

/** What both versions of the home page know. */
export function useHome() {
  const me = useFreshMe()
  const identity = me.data?.identity ?? null
  const person: PersonRef | undefined =
    identity === null ? undefined : { communityId: identity.communityId, residentId: identity.residentId }
  const actsForSomebody = (me.data?.identities.length ?? 0) > 0
  const duty = useQuery('help.onDuty', person && { person }, { keep: true })
  const bookings = useQuery('booking.mine', actsForSomebody ? {} : undefined, { keep: true })
  const shifts = useQuery('volunteering.mine', person && {}, { keep: true })
  // Asked for here so that the phone keeps them: family can be rung without a connection.
  useQuery('people.contacts', person && {}, { keep: true })
  const sources = {
    bookings: bookings.data?.coming ?? [],
    shifts: shifts.data?.coming ?? [],
    ownResidents: ownResidents(me.data),
  }
  const isKnown = bookings.data !== undefined && (person === undefined || shifts.data !== undefined)
  const today: TodayItem[] | undefined = isKnown ? todayOf(sources, new Date()) : undefined
  return {
    me: me.data,
    problem: me.error,
    /** Signed out by hand: nothing is wrong, nobody is known. */
    hasLeft: me.data === undefined && me.error?.code === 'signed_out',
    retry: () => {
      me.refresh()
      bookings.refresh()
      shifts.refresh()
      duty.refresh()
    },
    identity,
    /** The resident this phone belongs to. */
    person,
    /** Bookings are of use even to somebody who only acts for others. */
    actsForSomebody,
    communityId: (identity ?? me.data?.identities[0])?.communityId,
    duty: duty.data,
    today,
    todayProblem: today === undefined ? (bookings.error ?? shifts.error) : undefined,
    todayAnsweredAt: bookings.answeredAt,
  }
}

export type Home = ReturnType<typeof useHome>
