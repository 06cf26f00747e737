import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { places, makeActors } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { prepare } from './prepared.ts'
import { TenantError } from './tenant-rules.ts'

const now = new Date('2026-11-24T00:00:00.000Z')
const { db } = await useDatabase()

const residentsBorn = prepare(
  { communityId: 'text', name: 'text', before: 'instant' },
  (on, { communityId, name, before }) =>
    on
      .selectFrom('resident as r')
      .select(['r.name', sql<number>`1 + 1`.as('two')])
      .where('r.community_id', '=', communityId)
      .where('r.name', '=', name)
      .where('r.created_at', '<=', before)
      .where('r.sex', '=', 'female'),
)

describe('a prepared statement', () => {
  test('answers for the values of each call', async () => {
    await makeActors(db, now)
    const asked = { communityId: places.community, name: '王秀英', before: now }
    expect(await residentsBorn(db, asked)).toEqual([{ name: '王秀英', two: 2 }])
    expect(await residentsBorn(db, { ...asked, name: '陈静' })).toEqual([{ name: '陈静', two: 2 }])
    expect(await residentsBorn(db, { ...asked, communityId: places.otherCommunity })).toEqual([])
    expect(await residentsBorn(db, { ...asked, before: new Date(0) })).toEqual([])
  })

  test('is built once for a database, and again for another', async () => {
    let built = 0
    const areas = prepare({ code: 'text' }, (on, { code }) => {
      built += 1
      return on.selectFrom('area').select('name').where('code', '=', code)
    })
    for (const code of ['3201', '320102', '320102001']) await areas(db, { code })
    expect(built).toBe(1)
    await db.transaction().execute((transaction) => areas(transaction, { code: '3201' }))
    expect(built).toBe(2)
  })

  test('is guarded like any other', async () => {
    const everybody = prepare({ name: 'text' }, (on, { name }) =>
      on.selectFrom('resident').select('id').where('name', '=', name),
    )
    await expect(everybody(db, { name: '王秀英' })).rejects.toThrow(TenantError)
  })

  test('takes no value of another kind than the guarded one', async () => {
    const asked = { communityId: places.community, name: '王秀英', before: now }
    for (const wrong of [{ communityId: 0 }, { communityId: undefined }, { name: null }, { before: '2026-11-24' }]) {
      await expect(residentsBorn(db, { ...asked, ...wrong } as never)).rejects.toThrow(TypeError)
    }
  })

  test('refuses a value that is not a parameter of its own', async () => {
    const inText = prepare({ name: 'text' }, (on, { name }) =>
      on.selectFrom('area').select('code').where('name', 'like', `${name}%`),
    )
    await expect(inText(db, { name: '梅园' })).rejects.toThrow('parameter of its own')
    const unused = prepare({ name: 'text' }, (on) => on.selectFrom('area').select('code'))
    await expect(unused(db, { name: '梅园' })).rejects.toThrow('parameter of its own')
    const literal = prepare({ name: 'text' }, (on, { name }) =>
      on
        .selectFrom('area')
        .select(sql<string>`${sql.lit(name)}`.as('n'))
        .where('name', '=', name),
    )
    await expect(literal(db, { name: '梅园' })).rejects.toThrow('parameter of its own')
  })
})
