import type { DelegationScope } from '../../../shared/people/contract.ts'
import { instantOf } from '../../../shared/time.ts'
import { bookingSlice } from '../booking/slice.ts'
import { peopleSlice } from '../people/slice.ts'
import { places, TestPeople, type ResidentOptions, type TestResident } from './actors.ts'
import type { TestDatabase } from './database.ts'
import { testServer, type TestServer } from './server.ts'

export const { community, otherCommunity } = places

export interface Town extends TestServer {
  /** Somebody at 3 栋 2 单元 501, born in 1944 and living alone unless said otherwise. */
  join: (options?: ResidentOptions) => Promise<TestResident>
  crowd: (size: number) => Promise<TestResident[]>
  lend: (from: TestResident, to: TestResident, scopes?: readonly DelegationScope[]) => Promise<void>
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
