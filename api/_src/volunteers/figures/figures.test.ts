import { beforeEach, describe, expect, it } from 'vitest'
import { instantOf } from '../../../../shared/time.ts'
import { coveragePercent, lacking, stationStandard } from '../../../../shared/volunteers/stations.ts'
import { newId } from '../../platform/ids.ts'
import { slices } from '../../slices.ts'
import { makeActors, places, type Cast } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { figuresSamples } from '../../testing/figures-samples.ts'
import { testServer } from '../../testing/server.ts'
import { joinAll } from '../../testing/volunteering.ts'

const database = await useDatabase()
const { db } = database
const start = instantOf('2026-11-24', '10:00')
const communityId = places.community
let app: ReturnType<typeof testServer>['app']
let cast: Cast

beforeEach(async () => {
  app = testServer(database, slices, start).app
  cast = await makeActors(db, start)
})

const station = (over: object = {}) => ({ ...figuresSamples(cast)['volunteers.saveStation'], id: newId(), ...over })

describe('a station', () => {
  it('is entered once, changed with its version, and closed', async () => {
    const first = station()
    const reply = await call(app, cast.communityStaff.token, 'volunteers.saveStation', first)
    expect(reply).toMatchObject({ ok: true, data: { version: 1, model: null, isOpen: true } })
    expect(reply.roundTrips).toBeLessThanOrEqual(3)
    expect(await callOk(app, cast.communityStaff.token, 'volunteers.saveStation', first)).toMatchObject({ version: 1 })
    const closed = { ...first, version: 1, isOpen: false }
    await callOk(app, cast.communityStaff.token, 'volunteers.saveStation', closed)
    const late = await call(app, cast.admin.token, 'volunteers.saveStation', { ...first, version: 1 })
    expect(late).toMatchObject({ error: { code: 'conflict' } })
    expect(await callOk(app, cast.elder.token, 'volunteers.stations', { communityId })).toMatchObject({
      stations: [{ isOpen: false, version: 2 }],
    })
  })

  it('is a model station only with the whole standard', async () => {
    const model = { level: 'street' as const, since: '2026-11-01' }
    const most = stationStandard.slice(1)
    expect(lacking(most)).toEqual(['place'])
    const half = await call(
      app,
      cast.communityStaff.token,
      'volunteers.saveStation',
      station({ standard: most, model }),
    )
    expect(half).toMatchObject({ error: { code: 'standard_unmet', details: { missing: ['place'] } } })
    const whole = station({ standard: [...stationStandard], model })
    expect(await callOk(app, cast.communityStaff.token, 'volunteers.saveStation', whole)).toMatchObject({ model })
  })

  it('is seen by who belongs there', async () => {
    expect(await call(app, cast.otherResident.token, 'volunteers.stations', { communityId })).toMatchObject({
      error: { code: 'not_allowed' },
    })
  })
})

describe('figures', () => {
  it('count volunteers against the people who live there', async () => {
    await joinAll(db, [cast.elder, cast.neighbour], { now: start })
    await joinAll(db, [cast.daughter], { now: start, status: 'left' })
    const before = await callOk(app, cast.communityStaff.token, 'volunteers.figures', {})
    expect(before.communities).toMatchObject([{ communityId, volunteers: 2, people: null, coveragePercent: null }])
    const people = { communityId, people: 16, countedOn: '2026-11-01', source: '人口台帐' }
    expect(await callOk(app, cast.communityStaff.token, 'volunteers.setPopulation', people)).toMatchObject({
      coveragePercent: 12.5,
    })
    await callOk(app, cast.communityStaff.token, 'volunteers.saveStation', station())
    const reply = await call(app, cast.streetDispatcher.token, 'volunteers.figures', {})
    expect(reply.roundTrips).toBeLessThanOrEqual(2)
    expect(reply).toMatchObject({ ok: true })
    const mine = reply.ok ? reply.data.communities.find((one) => one.communityId === communityId) : undefined
    expect(mine).toMatchObject({ volunteers: 2, people: 16, coveragePercent: 12.5, stations: 1, modelStations: 0 })
  })

  it('say nothing where nobody counted', () => {
    expect(coveragePercent(3, null)).toBeNull()
    expect(coveragePercent(1, 3)).toBe(33.3)
  })
})
