import { expect, it } from 'vitest'
import { guardianNews } from '../../../api/_src/volunteers/registration/source.ts'
import { useDatabase } from '../../../api/_src/testing/database.ts'
import { loadPeople } from './people.ts'
import { meiyuan } from './places.ts'
import { loadRegistrations } from './volunteers.ts'
import { makeWorld } from './world.ts'

const { db } = await useDatabase()

it('has a boy whose mother hears that he waits for her, and nobody else of anybody', async () => {
  const now = new Date('2026-11-24T00:20:00.000Z')
  const world = makeWorld(now)
  await loadPeople(db, world, now)
  await loadRegistrations(db, world, now)
  const rows = await guardianNews.pending(db, { communityIds: [meiyuan] }, 100)
  const account = await db
    .selectFrom('account')
    .select('id')
    .where('open_id', '=', world.character('chenJing').account?.openId ?? '')
    .executeTakeFirstOrThrow()
  expect(rows).toMatchObject([
    {
      id: world.character('xuYiming').residentId,
      messages: [{ recipient: { kind: 'account', id: account.id }, title: '许一鸣想当志愿者，等您点头' }],
    },
  ])
  for (const row of rows) await guardianNews.markNotified(db, row)
  // Loading again, after a load that was cut off, makes no news.
  await loadRegistrations(db, world, now)
  expect(await guardianNews.pending(db, { communityIds: [meiyuan] }, 100)).toEqual([])
})
