import { describe, expect, it } from 'vitest'
import { newId } from '../platform/ids.ts'
import { places } from '../testing/actors.ts'
import { useDatabase } from '../testing/database.ts'
import { helpTown } from '../testing/help-town.ts'
import { audit } from './audit/advance.ts'

const database = await useDatabase()
const { db, raw } = database
const town = helpTown(database)
const communityIds = [places.community, places.otherCommunity]

async function poll(cursor: string) {
  const answer = await town.call(town.cast.communityStaff, 'help.desk', { cursor })
  await town.app.settled()
  return answer
}

describe('the desk with a cursor', () => {
  it('is sent nothing while there is nothing new, and the whole picture when there is', async () => {
    const { communityStaff, gridWorker } = town.cast
    const ref = await town.press()
    await town.app.settled()
    const { cursor } = await town.desk(communityStaff)
    await town.app.settled()
    town.at(2)
    const idle = await poll(cursor)
    expect(idle).toMatchObject({
      ok: true,
      data: { unchanged: true, cursor, now: town.clock.now.toISOString(), audit: { late: [] } },
    })
    expect(idle.ok && 'calls' in idle.data).toBe(false)
    await town.ok(gridWorker, 'help.acknowledge', ref)
    const news = await poll(cursor)
    expect(news).toMatchObject({ ok: true, data: { calls: [{ responderName: '李敏' }] } })
  })

  it('costs five round trips, and no write between two beats of the heart', async () => {
    const { communityStaff } = town.cast
    const { cursor } = await town.desk(communityStaff)
    await town.app.settled()
    const seen = async () =>
      (await raw('select desk_seen_at from presence where account_id = ?', [communityStaff.accountId]))[0]?.[
        'desk_seen_at'
      ]
    const first = await seen()
    expect(first).toEqual(town.clock.now)
    town.at(9)
    expect((await poll(cursor)).roundTrips).toBe(5)
    expect(await seen()).toEqual(first)
    town.at(11)
    await poll(cursor)
    expect(await seen()).toEqual(town.clock.now)
  })

  it('shows a street that has no community in trouble its own people', async () => {
    const { onDuty } = await town.desk(town.cast.streetDispatcher)
    expect(onDuty.find(({ me }) => me)).toMatchObject({ here: true, onDuty: true, shift: null })
  })
})

describe('the auditor, seen from the desk', () => {
  const seen = async () => (await town.desk(town.cast.communityStaff)).audit

  it('is missed when it never ran, and when the clock stops', async () => {
    expect(await seen()).toEqual({ checkedAt: null, stopped: true, late: [] })
    await audit(db, communityIds, town.clock.now)
    const checkedAt = town.clock.now.toISOString()
    expect(await seen()).toEqual({ checkedAt, stopped: false, late: [] })
    town.at(180)
    expect(await seen()).toMatchObject({ stopped: false })
    // The desk goes on polling: it must not pass for the clock.
    town.at(181)
    expect(await seen()).toEqual({ checkedAt, stopped: true, late: [] })
  })

  it('names calls that nothing moves, even while it is stopped itself', async () => {
    await town.ok(town.cast.elder, 'help.raise', { id: newId(), person: town.cast.elder.person })
    await town.app.settled()
    // Without a deadline no poll and no pass of the clock finds it.
    await raw('update help_call set due_at = null, step_due_at = null')
    expect((await seen()).late).toMatchObject([{ residentName: '王秀英', since: town.clock.now.toISOString() }])
  })
})
