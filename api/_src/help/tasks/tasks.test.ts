import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds } from '../../../../shared/time.ts'
import { sweep } from '../../platform/deliver/deliver.ts'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { helpStart, helpTown } from '../../testing/help-town.ts'
import { recipients } from '../../people/index.ts'
import { helpBackground } from '../background.ts'
import { advanceTasks } from './advance.ts'
import { dropTask, openTask, settleTask, type NewTask } from './open.ts'

const database = await useDatabase()
const { db, raw } = database
const town = helpTown(database)
const communityIds = [places.community, places.otherCommunity]
let taskId = ''

function task(over: Partial<NewTask> = {}): NewTask {
  taskId = newId()
  const { person } = town.cast.elder
  return {
    communityId: places.community,
    id: taskId,
    dedupeKey: `device-silent:${taskId}`,
    kind: 'device_silent',
    person: { residentId: person.residentId, residentName: '王秀英', address: '3 栋 2 单元 501' },
    gridCode: places.grid,
    title: '看看王秀英的呼叫器',
    dueAt: addSeconds(helpStart, 1800),
    ...over,
  }
}

async function row(id = taskId) {
  const [found] = (await raw('select * from help_task where id = ?', [id])) as Record<string, unknown>[]
  return found
}

async function messagesOf(accountId: string): Promise<string[]> {
  const wechat = { templates: {} } as never
  await sweep({ db, wechat, recipients, sources: helpBackground.sources ?? [], communityIds, now: town.clock.now })
  const rows = (await raw("select title from delivery where recipient_id = ? and channel = 'inbox' order by title", [
    accountId,
  ])) as { title: string }[]
  return rows.map(({ title }) => title)
}

beforeEach(() => town.at(0))

describe('a task', () => {
  it('is opened once, whoever opens it again', async () => {
    const first = task({ dedupeKey: 'device-silent:A' })
    await openTask(db, first, helpStart)
    await openTask(db, task({ dedupeKey: 'device-silent:A', title: '别的' }), helpStart)
    const { tasks, counts } = await town.ok(town.cast.gridWorker, 'help.tasks', {})
    expect(tasks).toMatchObject([{ taskId: first.id, title: '看看王秀英的呼叫器', overdue: false, step: 'grid' }])
    expect(counts).toEqual([{ kind: 'device_silent', open: 1, overdue: 0 }])
  })

  it('is seen by the desks above its grid and by no other', async () => {
    await openTask(db, task(), helpStart)
    await openTask(db, task({ gridCode: places.community, kind: 'need', title: '楼道的灯坏了' }), helpStart)
    const { cast } = town
    const seen = async (who: (typeof cast)['gridWorker']) => (await town.ok(who, 'help.tasks', {})).tasks.length
    expect(await seen(cast.gridWorker)).toBe(1)
    expect(await seen(cast.otherGridWorker)).toBe(0)
    expect(await seen(cast.communityStaff)).toBe(2)
    expect(await seen(cast.otherCommunityStaff)).toBe(0)
    expect(await seen(cast.streetDispatcher)).toBe(2)
    expect(await seen(cast.otherStreetDispatcher)).toBe(0)
    expect((await town.ok(cast.communityStaff, 'help.tasks', { kind: 'need' })).tasks).toHaveLength(1)
    expect((await town.call(cast.streetDispatcher, 'help.tasks', {})).roundTrips).toBe(2)
  })

  it('is finished once; the second is told who did it', async () => {
    await openTask(db, task(), helpStart)
    const input = { communityId: places.community, taskId, note: '换了电池' }
    const done = await town.call(town.cast.gridWorker, 'help.finishTask', input)
    expect(done).toMatchObject({ ok: true, data: { doneByName: '李敏', result: '换了电池' } })
    expect(done.roundTrips).toBe(3)
    expect(await town.ok(town.cast.gridWorker, 'help.finishTask', input)).toMatchObject({ doneByName: '李敏' })
    const late = await town.call(town.cast.communityStaff, 'help.finishTask', input)
    expect(late).toMatchObject({ ok: false, error: { code: 'conflict', details: { doneByName: '李敏' } } })
    expect(await town.call(town.cast.otherGridWorker, 'help.finishTask', input)).toMatchObject({ status: 404 })
    expect(await row()).toMatchObject({ status: 'done', version: 2, result: '换了电池', rises_at: null })
  })

  it('about a need ends only with words, and about a wellness call only with its record', async () => {
    await openTask(db, task({ kind: 'need' }), helpStart)
    const empty = { communityId: places.community, taskId, note: '' }
    expect(await town.call(town.cast.gridWorker, 'help.finishTask', empty)).toMatchObject({ status: 422 })
    await openTask(db, task({ kind: 'wellness_call' }), helpStart)
    const call = { communityId: places.community, taskId, note: '打过了' }
    const answer = await town.call(town.cast.gridWorker, 'help.finishTask', call)
    expect(answer).toMatchObject({ ok: false, error: { code: 'record_needed' } })
  })

  it('can be dropped or settled from elsewhere, once', async () => {
    await openTask(db, task(), helpStart)
    const key = { communityId: places.community, dedupeKey: `device-silent:${taskId}` }
    expect(await dropTask(db, key, '呼叫器又有声音了', helpStart)).toBe(true)
    expect(await settleTask(db, key, { accountId: newId(), name: '李敏' }, '', helpStart)).toBe(false)
    expect(await row()).toMatchObject({ status: 'dropped', result: '呼叫器又有声音了', done_by: null })
  })

  it('that lies too long is told to the next desk, and at the street every day', async () => {
    await openTask(db, task(), helpStart)
    expect(await messagesOf(town.cast.gridWorker.accountId)).toEqual(['今天要办：看看王秀英的呼叫器'])
    expect(await messagesOf(town.cast.communityStaff.accountId)).toEqual([])
    const advanceAt = async (seconds: number) => {
      town.at(seconds)
      await Promise.all([1, 2].map(() => advanceTasks(db, communityIds, town.clock.now)))
    }
    await advanceAt(1799)
    expect(await row()).toMatchObject({ step: 0, version: 1 })
    await advanceAt(1800)
    expect(await row()).toMatchObject({ step: 1, version: 2 })
    expect(await messagesOf(town.cast.communityStaff.accountId)).toEqual(['过了时间还没办：看看王秀英的呼叫器'])
    expect(await messagesOf(town.cast.streetDispatcher.accountId)).toEqual([])
    await advanceAt(1800 + 3600)
    expect(await messagesOf(town.cast.streetDispatcher.accountId)).toHaveLength(1)
    await advanceAt(1800 + 3600 + 86_399)
    expect(await row()).toMatchObject({ step: 2, version: 3 })
    await advanceAt(1800 + 3600 + 86_400)
    expect(await messagesOf(town.cast.streetDispatcher.accountId)).toHaveLength(2)
    expect(await messagesOf(town.cast.gridWorker.accountId)).toHaveLength(1)
  })

  it('finished before anybody was told is told to nobody', async () => {
    await openTask(db, task(), helpStart)
    await town.ok(town.cast.gridWorker, 'help.finishTask', { communityId: places.community, taskId, note: '' })
    expect(await messagesOf(town.cast.gridWorker.accountId)).toEqual([])
    expect(await row()).toMatchObject({ untold: 0 })
  })
})
