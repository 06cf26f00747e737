import { describe, expect, it } from 'vitest'
import { callsContract } from '../../../shared/help/calls-contract.ts'
import { deskContract } from '../../../shared/help/desk-contract.ts'
import { movesContract } from '../../../shared/help/moves-contract.ts'
import { newId } from '../platform/ids.ts'
import { places } from '../testing/actors.ts'
import { useDatabase } from '../testing/database.ts'
import { helpTown } from '../testing/help-town.ts'

const contract = { ...callsContract, ...deskContract, ...movesContract }

const database = await useDatabase()
const { raw } = database
const town = helpTown(database)

const rows = () => raw('select * from help_call')
async function row(): Promise<Record<string, unknown>> {
  const all = await rows()
  expect(all).toHaveLength(1)
  return all[0] ?? {}
}

/** The elder's call, brought to this point by 李敏. */
async function brought(to: 'acknowledged' | 'en_route' | 'on_site' | 'closed') {
  const ref = await town.press()
  const { gridWorker } = town.cast
  await town.ok(gridWorker, 'help.acknowledge', ref)
  if (to === 'acknowledged') return ref
  await town.ok(gridWorker, 'help.setOut', { ...ref, minutes: 5 })
  if (to === 'en_route') return ref
  await town.ok(gridWorker, 'help.arrive', ref)
  if (to === 'closed') await town.ok(gridWorker, 'help.close', { ...ref, outcome: 'helped_on_site', note: '没有大碍' })
  return ref
}

describe('who would come', () => {
  it('names the grid worker, and the usual wait once five calls were answered', async () => {
    const { elder, neighbour } = town.cast
    expect(await town.ok(elder, 'help.onDuty', { person: elder.person })).toEqual({
      people: [{ name: '李敏', post: '三网格网格员' }],
      medianAnswerSeconds: null,
    })
    for (const [index, seconds] of [10, 20, 90, 30, 15].entries()) {
      town.at(index * 1000)
      const ref = await town.press()
      town.at(index * 1000 + seconds)
      await town.ok(town.cast.gridWorker, 'help.acknowledge', ref)
      await town.ok(town.cast.gridWorker, 'help.close', { ...ref, outcome: 'helped_by_phone', note: '' })
    }
    expect((await town.ok(neighbour, 'help.onDuty', { person: neighbour.person })).medianAnswerSeconds).toBe(20)
  })

  it('names the community where a grid has nobody', async () => {
    const { otherResident } = town.cast
    const { people } = await town.ok(otherResident, 'help.onDuty', { person: otherResident.person })
    expect(people.map(({ name }) => name)).toEqual(['钱伟'])
  })
})

describe('the clock', () => {
  it('catches up after a night, records one round of missed levels and is due in the future', async () => {
    await town.press()
    town.at(8 * 3600)
    await town.advance()
    expect(await row()).toMatchObject({ rises: 4, level: 'grid', version: 3 })
    expect((await row())['due_at']).toEqual(new Date('2026-11-24T08:22:18.000Z'))
    await town.advance()
    expect(await row()).toMatchObject({ version: 3 })
  })

  it('forgets the presses of a call a day after its end', async () => {
    await brought('closed')
    town.at(24 * 3600)
    await town.advance()
    expect(await row()).toMatchObject({ current_key: null, due_at: null, status: 'closed' })
  })

  it('leaves other communities alone', async () => {
    await town.press()
    town.at(61)
    await town.advance([places.otherCommunity])
    await town.advance([])
    expect(await row()).toMatchObject({ version: 2 })
  })
})

describe('messages', () => {
  const told = async () => {
    await town.app.settled()
    const lines = await raw(
      "select recipient_id, title, page from delivery where channel = 'inbox' order by created_at, id",
    )
    const names = new Map<string, string>([
      ...Object.entries(town.cast).flatMap(([name, who]): [string, string][] =>
        'accountId' in who ? [[who.accountId, name]] : [],
      ),
      [town.cast.elder.person.residentId, 'the elder'],
    ])
    return lines.map((line) => `${names.get(String(line['recipient_id']))}: ${String(line['title'])}`)
  }

  it('go to the grid worker and the family, then to each level, and back to the elder', async () => {
    const ref = await town.press()
    expect((await told()).toSorted()).toEqual([
      'communityStaff: 王秀英按了求助',
      'daughter: 王秀英按了求助',
      'gridWorker: 王秀英按了求助',
    ])
    town.at(61)
    await town.ok(town.cast.elder, 'help.status', ref)
    expect(await told()).toContain('communityStaff: 没人接：王秀英在求助')
    await town.ok(town.cast.gridWorker, 'help.acknowledge', ref)
    expect(await told()).toEqual(
      expect.arrayContaining(['the elder: 李敏接了您的求助', 'daughter: 李敏接了王秀英的求助']),
    )
    await town.ok(town.cast.gridWorker, 'help.arrive', ref)
    await town.ok(town.cast.gridWorker, 'help.close', { ...ref, outcome: 'helped_on_site', note: '没有大碍' })
    expect(await told()).toEqual(expect.arrayContaining(['the elder: 李敏到了', 'the elder: 这次求助结束了']))
    expect(await row()).toMatchObject({ untold: 0, notified_version: 6 })
    const [page] = await raw("select page from delivery where title = '李敏到了'")
    expect(page?.['page']).toBe(`/help/index?communityId=${ref.communityId}&callId=${ref.callId}`)
  })

  it('do not send people running to a call that is over, and do not tell the daughter what she did', async () => {
    const ref = await town.press(newId(), town.cast.daughter)
    await town.app.settled()
    await raw('delete from delivery')
    await raw('update help_call set notified_version = 0, untold = 1')
    await town.ok(town.cast.daughter, 'help.cancel', ref)
    const sorry = '女儿陈静说没事，按错了'
    expect((await told()).toSorted()).toEqual([`communityStaff: ${sorry}`, `gridWorker: ${sorry}`])
  })

  it('ring the community where a grid has nobody', async () => {
    const { otherResident } = town.cast
    await town.ok(otherResident, 'help.raise', { id: newId(), person: otherResident.person })
    expect(await told()).toEqual(['otherCommunityStaff: 赵国强按了求助'])
  })
})

describe('round trips', () => {
  it('stay within the contract when nothing is due', async () => {
    const { elder, gridWorker, communityStaff } = town.cast
    const id = newId()
    const spent: Record<string, number> = {}
    const note = async (name: keyof typeof contract, result: Promise<{ ok: boolean; roundTrips: number }>) => {
      const { ok, roundTrips } = await result
      expect(ok, name).toBe(true)
      await town.app.settled()
      spent[name] = roundTrips
    }
    const ref = { communityId: places.community, callId: id }
    await note('help.raise', town.call(elder, 'help.raise', { id, person: elder.person }))
    await note('help.status', town.call(elder, 'help.status', ref))
    await note('help.come', town.call(town.cast.daughter, 'help.come', ref))
    await note('help.cannotCome', town.call(town.cast.daughter, 'help.cannotCome', ref))
    await note('help.onDuty', town.call(elder, 'help.onDuty', { person: elder.person }))
    await note('help.desk', town.call(communityStaff, 'help.desk', {}))
    await note('help.card', town.call(communityStaff, 'help.card', ref))
    await note('help.acknowledge', town.call(gridWorker, 'help.acknowledge', ref))
    const { accountId: toAccountId } = communityStaff
    await note('help.takeOver', town.call(communityStaff, 'help.takeOver', { ...ref, reason: '我离得近' }))
    await note('help.keep', town.call(gridWorker, 'help.keep', ref))
    await note('help.handOver', town.call(gridWorker, 'help.handOver', { ...ref, toAccountId, reason: '另一家也急' }))
    await note('help.decline', town.call(communityStaff, 'help.decline', ref))
    await note('help.addHelper', town.call(gridWorker, 'help.addHelper', { ...ref, toAccountId }))
    await note('help.note', town.call(gridWorker, 'help.note', { ...ref, id: newId(), text: '电话打通了' }))
    const emergency = { ...ref, id: newId(), number: '120' } as const
    await note('help.callEmergency', town.call(gridWorker, 'help.callEmergency', emergency))
    await note('help.setOut', town.call(gridWorker, 'help.setOut', { ...ref, minutes: 5 }))
    await note('help.arrive', town.call(gridWorker, 'help.arrive', ref))
    await note('help.checkIn', town.call(gridWorker, 'help.checkIn', { ...ref, id: newId() }))
    await note('help.close', town.call(gridWorker, 'help.close', { ...ref, outcome: 'helped_on_site', note: '' }))
    await note('help.rate', town.call(elder, 'help.rate', { ...ref, rating: 'good' }))
    await note('help.reopen', town.call(elder, 'help.reopen', ref))
    const next = await town.press()
    await note('help.cancel', town.call(elder, 'help.cancel', next))
    await note('help.calledBack', town.call(gridWorker, 'help.calledBack', next))
    const budgets = Object.fromEntries(Object.entries(contract).map(([name, { roundTrips }]) => [name, roundTrips]))
    // One more is for the refusal that names the newer call.
    expect(spent).toEqual({ ...budgets, 'help.reopen': 3 })
    expect(spent['help.raise']).toBe(2)
  })
})
