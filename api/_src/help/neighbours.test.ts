import { describe, expect, it } from 'vitest'
import { newId } from '../platform/ids.ts'
import { useDatabase } from '../testing/database.ts'
import { helpTown } from '../testing/help-town.ts'
import { findCall } from './store.ts'

const database = await useDatabase()
const { db, raw } = database
const town = helpTown(database)

describe('neighbours', () => {
  /** The neighbour agreed to come, the other resident has a key. */
  async function withNeighbours() {
    const { people, elder, neighbour, otherResident } = town.cast
    people.lend(elder, neighbour, ['come'], { relation: 'neighbour' })
    people.lend(elder, otherResident, ['key'], { relation: 'neighbour' })
    await people.save(db)
    return { elder, neighbour, keyHolder: otherResident }
  }
  const told = async () => {
    await town.app.settled()
    const lines = await raw(
      "select recipient_id, title, page from delivery where channel = 'inbox' order by created_at, id",
    )
    await raw('delete from delivery')
    const { elder, daughter, neighbour, otherResident, gridWorker, communityStaff } = town.cast
    const names: Record<string, string> = {
      [elder.person.residentId]: 'elder',
      [daughter.accountId]: 'daughter',
      [neighbour.accountId]: 'neighbour',
      [otherResident.accountId]: 'key holder',
      [gridWorker.accountId]: 'grid worker',
      [communityStaff.accountId]: 'community',
    }
    return lines.map((line) => `${names[String(line['recipient_id'])]}: ${String(line['title'])}`).toSorted()
  }

  it('are asked, the first who goes is thanked for all, and may still say that it is not possible', async () => {
    const { elder, neighbour, keyHolder } = await withNeighbours()
    const ref = await town.press()
    expect(await told()).toEqual([
      'community: 王秀英按了求助',
      'daughter: 王秀英按了求助',
      'grid worker: 王秀英按了求助',
      'key holder: 王秀英按了求助，您能去看看吗？',
      'neighbour: 王秀英按了求助，您能去看看吗？',
    ])
    expect(await town.ok(keyHolder, 'help.status', ref)).toMatchObject({ mayCome: true, coming: false })
    expect(await town.ok(neighbour, 'help.come', ref)).toMatchObject({ coming: true, mayCome: false })
    expect(await town.ok(neighbour, 'help.come', ref)).toMatchObject({ version: 3 })
    expect(await told()).toEqual([
      'community: 邻居周建国先去看王秀英了',
      'daughter: 邻居周建国去看王秀英了',
      'elder: 邻居周建国来看您了',
      'grid worker: 邻居周建国先去看王秀英了',
      'key holder: 周建国去了，谢谢您，您不用跑了',
    ])
    expect(await town.call(keyHolder, 'help.come', ref)).toMatchObject({
      status: 409,
      error: { code: 'conflict', details: { neighbourName: '周建国' } },
    })
    // It does not stop the ladder.
    town.at(60)
    expect(await town.ok(elder, 'help.status', ref)).toMatchObject({
      level: 'community',
      status: 'ringing',
      neighbour: { name: '周建国', relation: 'neighbour' },
    })
    await told()
    await town.ok(neighbour, 'help.cannotCome', ref)
    await town.ok(neighbour, 'help.cannotCome', ref)
    expect(await told()).toEqual([
      'community: 邻居周建国去不了了',
      'elder: 邻居周建国来不了了',
      'grid worker: 邻居周建国去不了了',
      'key holder: 王秀英按了求助，您能去看看吗？',
    ])
    expect(await town.ok(keyHolder, 'help.come', ref)).toMatchObject({ coming: true })
  })

  it('hear when it is over, and read neither what was found nor what was noted', async () => {
    const { neighbour } = await withNeighbours()
    const ref = await town.press()
    const { gridWorker } = town.cast
    await town.ok(gridWorker, 'help.acknowledge', ref)
    await town.ok(gridWorker, 'help.note', { ...ref, id: newId(), text: '昨天刚出院' })
    await told()
    await town.ok(gridWorker, 'help.close', { ...ref, outcome: 'helped_by_phone', note: '血压量过了' })
    expect(await told()).toContain('neighbour: 王秀英没事了，您不用跑了')
    const seen = await town.ok(neighbour, 'help.status', ref)
    expect(JSON.stringify(seen)).not.toMatch(/血压|出院/)
    expect(seen).toMatchObject({ status: 'closed', mayCome: false, mayReopen: false })
    expect(await town.call(neighbour, 'help.come', ref)).toMatchObject({ error: { code: 'call_closed' } })
    expect(await town.call(neighbour, 'help.cannotCome', ref)).toMatchObject({ error: { code: 'call_closed' } })
  })

  it('are not asked about what is not urgent, and do not even see it', async () => {
    const { elder, neighbour } = await withNeighbours()
    const data = await town.ok(elder, 'help.raise', { id: newId(), person: elder.person, intent: 'question' })
    const ref = { communityId: data.communityId, callId: data.callId }
    expect(await told()).toEqual(['community: 王秀英想问点事', 'grid worker: 王秀英想问点事'])
    for (const name of ['help.status', 'help.come', 'help.cannotCome'] as const)
      expect(await town.call(neighbour, name, ref)).toMatchObject({ error: { code: 'not_found' } })
    // Family may press, and may go.
    expect(await town.ok(town.cast.daughter, 'help.come', ref)).toMatchObject({ coming: true })
    expect(await town.call(elder, 'help.come', ref)).toMatchObject({ error: { code: 'not_found' } })
  })

  it('20 at once: exactly one goes, 19 are told who', async () => {
    const { people, elder } = town.cast
    for (let round = 0; round < 5; round += 1) {
      const neighbours = Array.from({ length: 20 }, (_, n) => people.account(`邻居 ${n}`))
      for (const one of neighbours) people.lend(elder, one, ['come'], { relation: 'neighbour' })
      await people.save(db)
      const ref = await town.press()
      const answers = await Promise.all(neighbours.map((one) => town.call(one, 'help.come', ref)))
      const winners = answers.filter((answer) => answer.ok)
      expect(winners).toHaveLength(1)
      const call = await findCall(db, ref.communityId, ref.callId)
      const { neighbour, history = [] } = call ?? {}
      expect(history.filter(({ kind }) => kind === 'neighbour_coming')).toHaveLength(1)
      for (const answer of answers)
        if (!answer.ok)
          expect(answer).toMatchObject({ error: { code: 'conflict', details: { neighbourName: neighbour?.name } } })
      await town.ok(elder, 'help.cancel', ref)
    }
  })
})
