import { describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { makeActors } from '../../testing/actors.ts'
import { callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { testServer } from '../../testing/server.ts'
import { call } from '../../testing/call.ts'
import { newId } from '../../platform/ids.ts'
import { slices } from '../../slices.ts'

const database = await useDatabase()
const { db, raw } = database
const now = instantOf('2026-11-24', '08:00')

describe('opening the app', () => {
  it('is a sign of life of the person, after the reply, once an hour; not of the family', async () => {
    const { app, clock } = testServer(database, slices, now)
    const { elder, daughter } = await makeActors(db, now)
    const { person } = elder
    await callOk(app, elder.token, 'help.setWellness', { person, rhythm: 'daily', consent: 'self' })
    const signAt = async (seconds: number, who = elder) => {
      clock.now = addSeconds(now, seconds)
      const me = await call(app, who.token, 'people.me', {})
      await app.settled()
      const [row] = (await raw('select last_sign_at, last_sign_kind from wellness_plan')) as {
        last_sign_at: Date | null
        last_sign_kind: string | null
      }[]
      return { roundTrips: me.roundTrips, at: row?.last_sign_at ?? null, kind: row?.last_sign_kind ?? null }
    }
    expect(await signAt(60, daughter)).toMatchObject({ at: null })
    const seen = await signAt(120)
    expect(seen).toMatchObject({ at: addSeconds(now, 120), kind: 'app_opened' })
    expect(seen.roundTrips).toBeLessThanOrEqual(4)
    expect(await signAt(180)).toMatchObject({ at: addSeconds(now, 120) })
    expect(await signAt(120 + 3600)).toMatchObject({ at: addSeconds(now, 120 + 3600) })
    // Whatever else she does counts, too.
    clock.now = addSeconds(now, 3 * 3600)
    await callOk(app, elder.token, 'people.delegate', { id: newId(), relation: 'daughter', scopes: ['book'] })
    await app.settled()
    expect(await raw('select last_sign_at from wellness_plan')).toEqual([{ last_sign_at: addSeconds(now, 3 * 3600) }])
  })
})
