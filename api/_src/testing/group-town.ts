import { instantOf } from '../../../shared/time.ts'
import { inboxSlice } from '../inbox/slice.ts'
import { peopleSlice } from '../people/slice.ts'
import { volunteeringSlice } from '../volunteering/slice.ts'
import { places, TestPeople, type TestAccount, type TestResident } from './actors.ts'
import type { TestDatabase } from './database.ts'
import { testServer } from './server.ts'

/** What a group says of itself, as a page sends it. */
export const groupFields = {
  name: '梅园书画社',
  kind: 'interest_club',
  field: 'calligraphy',
  parentId: null,
  introduction: '一起写字画画，年底办个小展。',
  meets: '每周五上午，活动中心三楼',
  isOpen: false,
} as const

/** Residents of one community, who looks after it, and people from elsewhere. `fill` writes them anew. */
export function groupTown({ db, raw }: TestDatabase) {
  const start = instantOf('2026-11-24', '09:00')
  const { app, clock } = testServer({ db }, [peopleSlice, volunteeringSlice, inboxSlice], start)
  let people: TestResident[] = []
  const cast = {} as Record<'communityStaff' | 'otherCommunityStaff' | 'admin' | 'otherResident', TestAccount>
  return {
    app,
    clock,
    start,
    cast,
    async fill() {
      clock.now = start
      const town = new TestPeople(start)
      people = town.residents(5, { phone: '13900000001' })
      Object.assign(cast, {
        communityStaff: town.staff('community_staff', places.community),
        otherCommunityStaff: town.staff('community_staff', places.otherCommunity),
        admin: town.staff('admin', places.community),
        otherResident: town.resident({ gridCode: places.otherCommunityGrid }),
      })
      await town.save(db)
    },
    somebody(index: number): TestResident {
      const found = people[index]
      if (!found) throw new Error('nobody')
      return found
    },
    /** The titles in somebody's inbox, after everything that is still to be told was told. */
    async messagesOf({ person }: TestResident): Promise<string[]> {
      await app.settled()
      const rows = await raw(`select title from delivery where recipient_id = ? and channel = 'inbox' order by id`, [
        person.residentId,
      ])
      return rows.map(({ title }) => title as string)
    },
  }
}
