import type { DelegationScope } from '../../../shared/people/contract.ts'
import { instantOf } from '../../../shared/time.ts'
import { newId } from '../platform/ids.ts'
import { bookingSlice } from '../booking/slice.ts'
import { peopleSlice } from '../people/slice.ts'
import { places, TestPeople, type ResidentOptions, type TestResident } from './actors.ts'
import { call, callOk } from './call.ts'
import type { TestDatabase } from './database.ts'
import { testServer, type TestServer } from './server.ts'

export const { community, otherCommunity } = places

export interface Town extends TestServer {
  /** Somebody at 3 栋 2 单元 501, born in 1944 and living alone unless said otherwise. */
  join: (options?: ResidentOptions) => Promise<TestResident>
  crowd: (size: number) => Promise<TestResident[]>
  lend: (from: TestResident, to: TestResident, scopes?: readonly DelegationScope[]) => Promise<void>
}

/** What is said when a place is wanted; a slot on Thursday at two unless said otherwise. */
export interface Wish {
  id?: string
  startsAt?: Date
  note?: string
  resourceId?: string
}

export const thursday = instantOf('2026-11-26', '14:00')

/** What people do with places, through the front door of this server. */
export function bookingActs({ app }: Pick<TestServer, 'app'>) {
  const wishOf = (who: TestResident, serviceId: string, { id = newId(), startsAt = thursday, ...more }: Wish = {}) => ({
    id,
    person: who.person,
    serviceId,
    startsAt: startsAt.toISOString(),
    note: '',
    ...more,
  })
  return {
    wishOf,
    book: (who: TestResident, serviceId: string, wish: Wish = {}) =>
      call(app, who.token, 'booking.book', wishOf(who, serviceId, wish)),
    cancel: (who: TestResident, bookingId: string) =>
      call(app, who.token, 'booking.cancel', { communityId: who.person.communityId, bookingId, reason: '有事' }),
    /** Several places at once; each names its own booking's id where that matters. */
    hold: (
      who: TestResident,
      wanted: readonly { serviceId: string; wish?: Wish; for?: TestResident }[],
      id = newId(),
    ) =>
      call(app, who.token, 'booking.hold', {
        id,
        places: wanted.map(({ serviceId, wish = {}, for: whom = who }) => {
          const { id: bookingId, startsAt, person, resourceId } = wishOf(whom, serviceId, wish)
          return { bookingId, person, serviceId, startsAt, ...(resourceId === undefined ? {} : { resourceId }) }
        }),
      }),
    confirm: (who: TestResident, basketId: string) =>
      call(app, who.token, 'booking.confirm', { communityId: who.person.communityId, basketId, note: '' }),
    release: (who: TestResident, basketId: string) =>
      call(app, who.token, 'booking.release', { communityId: who.person.communityId, basketId }),
    /** The answer of `booking.slots` with the slots of all days in one list. */
    slotsOf: async (who: TestResident, serviceId: string, resourceId?: string) => {
      const asked = { person: who.person, serviceId, ...(resourceId === undefined ? {} : { resourceId }) }
      const answer = await callOk(app, who.token, 'booking.slots', asked)
      return { ...answer, slots: answer.days.flatMap((day) => day.slots) }
    },
  }
}

/** The booking slice as production puts it together, and people who may come in. */
export function bookingTown(database: TestDatabase): Town {
  const { db } = database
  const now = instantOf('2026-11-24', '08:00')
  const people = new TestPeople(now)
  const elder: ResidentOptions = {
    name: '王秀英',
    birthDate: '1944-03-02',
    livingAlone: true,
    home: { building: '3', unit: '2', room: '501' },
  }
  return {
    ...testServer(database, [peopleSlice, bookingSlice], now),
    async join(options = {}) {
      const resident = people.resident({ ...elder, ...options })
      await people.save(db)
      return resident
    },
    async crowd(size) {
      const residents = people.residents(size, elder)
      await people.save(db)
      return residents
    },
    async lend(from, to, scopes = ['book', 'see']) {
      people.lend(from, to, scopes)
      await people.save(db)
    },
  }
}
