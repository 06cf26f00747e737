import { beforeEach, describe, expect, it } from 'vitest'
import { makeActors, places, type Cast } from '../../testing/actors.ts'
import { call } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { testServer } from '../../testing/server.ts'
import { volunteersSlice } from '../slice.ts'

const database = await useDatabase()
const { db, raw } = database
const clock = { now: new Date() }
const { app } = testServer(database, [volunteersSlice], clock.now, { clock })
let cast: Cast

beforeEach(async () => {
  clock.now = new Date('2026-11-24T02:00:00.000Z')
  cast = await makeActors(db, clock.now)
})

describe('volunteers.register', () => {
  const profile = {
    consented: true,
    skills: ['repair', 'dialect'],
    freeTimes: ['weekend'],
    introduction: '退休电工',
  } as const
  const join = (input: object = {}) =>
    call(app, cast.otherResident.token, 'volunteers.register', {
      ...profile,
      skills: [...profile.skills],
      freeTimes: [...profile.freeTimes],
      ...input,
    })

  it('records consent with its version and time, and a number that tells nothing', async () => {
    const reply = await join()
    expect(reply).toMatchObject({
      ok: true,
      data: { version: 1, introduction: '退休电工', joinedAt: clock.now.toISOString() },
    })
    if (!reply.ok) return
    expect(reply.data.volunteerNumber).toMatch(/^\d{8}$/)
    const [row] = await raw('select * from volunteer where resident_id = ?', [cast.otherResident.person.residentId])
    expect(row).toMatchObject({
      community_id: places.otherCommunity,
      consent_version: '2026-11',
      consented_at: clock.now,
    })
    expect(cast.otherResident.person.residentId).not.toContain(reply.data.volunteerNumber)
  })

  it('answers a repeat with the first profile and writes nothing', async () => {
    const before = await join()
    clock.now = new Date(clock.now.getTime() + 60_000)
    const repeat = await join({ skills: ['dialect', 'repair', 'dialect'] })
    expect(repeat.ok && repeat.data).toEqual(before.ok && before.data)
    expect(repeat.roundTrips).toBe(2)
  })

  it('saves a change, keeps the number and notes the consent it was given with', async () => {
    const before = await join()
    clock.now = new Date(clock.now.getTime() + 60_000)
    const after = await join({ skills: ['nursing'] })
    expect(after).toMatchObject({ ok: true, data: { skills: ['nursing'], version: 2 } })
    expect(after.ok && after.data.volunteerNumber).toBe(before.ok && before.data.volunteerNumber)
    const [row] = await raw('select consented_at, json_length(history) as steps from volunteer where skills like ?', [
      '%nursing%',
    ])
    expect(row).toMatchObject({ consented_at: clock.now, steps: 2 })
  })

  it('makes one volunteer of many presses', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => join()))
    expect(new Set(replies.map((reply) => reply.ok && reply.data.volunteerNumber)).size).toBe(1)
    expect(await raw('select * from volunteer where community_id = ?', [places.otherCommunity])).toHaveLength(1)
  })

  it('does not take silence for consent', async () => {
    expect((await join({ consented: false })).status).toBe(422)
  })
})
