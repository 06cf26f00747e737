import { beforeEach, describe, expect, it } from 'vitest'
import { defaultVolunteerSettings, type VolunteerSettings } from '../../../../shared/volunteers/settings.ts'
import { makeActors, places, type Cast } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { testServer } from '../../testing/server.ts'
import { volunteersSlice } from '../slice.ts'
import { settingsOf } from './store.ts'

const database = await useDatabase()
const { db, raw } = database
const clock = { now: new Date('2026-11-24T02:00:00.000Z') }
const { app } = testServer(database, [volunteersSlice], clock.now, { clock })
const communityId = places.community
let cast: Cast

beforeEach(async () => {
  cast = await makeActors(db, clock.now)
})

const read = () => callOk(app, cast.communityStaff.token, 'volunteers.settings', { communityId })
const save = (version: number, changes: Partial<VolunteerSettings>, token = cast.communityStaff.token) =>
  call(app, token, 'volunteers.saveSettings', {
    communityId,
    version,
    settings: { ...defaultVolunteerSettings, ...changes },
  })

describe('the settings of volunteering', () => {
  it('are the defaults until somebody decides, and then say who did', async () => {
    expect(await read()).toEqual({
      settings: defaultVolunteerSettings,
      version: 0,
      changedByName: null,
      changedAt: null,
    })
    expect(await save(0, { leastAge: 16 })).toMatchObject({ roundTrips: 2, data: { version: 1 } })
    const next = await save(1, { leastAge: 16, pointsPerHour: 5 }, cast.admin.token)
    expect(next).toMatchObject({ ok: true, data: { version: 2, changedByName: '沈涛' } })
    expect(await read()).toMatchObject({
      settings: { leastAge: 16, pointsPerHour: 5 },
      version: 2,
      changedByName: '沈涛',
      changedAt: clock.now.toISOString(),
    })
    expect((await settingsOf(db, communityId)).leastAge).toBe(16)
    expect((await settingsOf(db, places.otherCommunity)).leastAge).toBe(14)
  })

  it('answer a repeat with what stands, and a conflict to whoever read an older version', async () => {
    await save(0, { leastAge: 16 })
    expect(await save(0, { leastAge: 16 })).toMatchObject({ ok: true, data: { version: 1 } })
    expect(await save(0, { leastAge: 15 })).toMatchObject({ status: 409, error: { code: 'conflict' } })
    expect((await read()).settings.leastAge).toBe(16)
  })

  it('are written by one of many at once', async () => {
    const replies = await Promise.all([14, 15, 16, 17].map((leastAge) => save(0, { leastAge })))
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await read()).version).toBe(1)
  })

  it.each([
    ['stars that do not rise', { starHours: [100, 100, 600, 1000, 1500] }],
    ['too few stars', { starHours: [100, 200] }],
    ['a paper by a unit without a name', { isRecordingUnit: true }],
    ['fewer days of publicity than the rule asks for', { publicityDays: 6 }],
    ['children of seven', { leastAge: 7 }],
    ['more than everything', { leastAttendedPercent: 101 }],
  ])('refuse %s', async (_what, changes) => {
    expect(await save(0, changes)).toMatchObject({ status: 422, error: { code: 'invalid_input' } })
  })

  it('hold for a setting that was added later', async () => {
    await save(0, { leastAge: 16 })
    await raw(`update volunteer_setting set settings = json_remove(settings, '$.hasRanking')`)
    expect((await read()).settings).toEqual({ ...defaultVolunteerSettings, leastAge: 16 })
  })
})
