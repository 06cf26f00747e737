import { expect, it } from 'vitest'
import { makePlaces } from './actors.ts'
import { useDatabase, worksOn } from './database.ts'

const { db, raw, clear } = await useDatabase()

it('is emptied after what servers still write behind their replies: no test finds rows of the one before', async () => {
  let wrote = false
  worksOn(db, {
    async settled() {
      if (!wrote) await makePlaces(db)
      wrote = true
    },
  })
  await clear()
  expect(wrote).toBe(true)
  expect(await raw('select * from area')).toEqual([])
})
