import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { countRoundTrips } from '../../platform/db/round-trips.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { visitDay, visitTown } from '../../testing/visit-town.ts'

const database = await useDatabase()
const { raw } = database
const town = visitTown(database)
beforeEach(town.setUp)
const { community } = places
const codeOf = (answer: { ok: true } | { ok: false; error: { code: string } }) => (answer.ok ? 'ok' : answer.error.code)
const ref = (visit: { visitId: string }) => ({ communityId: community, visitId: visit.visitId })
const supervision = (who = town.cast.communityStaff) => town.ok(who, 'homecare.supervision', { communityId: community })

/** A plan whose only visit is that of the day. */
async function oneVisit() {
  await town.planned({ fromDay: visitDay })
  await raw('update visit_plan set due_at = null')
}

/** Lets the clock look so many minutes after the start, twice at once. */
async function clockAt(minutes: number) {
  await town.at(addSeconds(instantOf(visitDay, '09:00'), minutes * 60))
  await Promise.all([town.advance(), town.advance()])
}

describe('a visit nobody comes to', () => {
  it('is told to worker and planner at once, to staff and street later, each once', async () => {
    await oneVisit()
    const { elder, communityStaff, streetDispatcher } = town.cast
    await raw("update account set display_name = '沈卫东' where id = ?", [communityStaff.accountId])
    await clockAt(14)
    expect((await supervision()).late).toEqual([])
    await clockAt(15)
    const { late } = await supervision()
    expect(late).toMatchObject([{ residentName: '王秀英', lateStep: 1 }])
    expect(await town.titles(town.worker.accountId)).toContain('王秀英在等您')
    expect(await town.titles(communityStaff.accountId)).toContain('王秀英家还没有人到')
    expect(await town.titles(elder.person.residentId)).toContain('上门的人还没到，社区在催')
    await clockAt(29)
    expect(await town.titles(communityStaff.accountId)).not.toContain('半小时了，王秀英家还没有人到')
    await clockAt(30)
    await clockAt(31)
    const told = await town.titles(communityStaff.accountId)
    expect(told.filter((title) => title === '半小时了，王秀英家还没有人到')).toHaveLength(1)
    expect(await town.titles(streetDispatcher.accountId)).not.toContain('一个小时了，王秀英家还没有人到')
    await clockAt(60)
    expect(await town.titles(streetDispatcher.accountId)).toContain('一个小时了，王秀英家还没有人到')
    await clockAt(600)
    expect((await supervision()).late).toMatchObject([{ lateStep: 3 }])
  })

  it('is put right when the worker comes late after all', async () => {
    await oneVisit()
    await clockAt(16)
    const [late] = (await supervision()).late
    if (!late) throw new Error('it was not late')
    await town.ok(town.cast.elder, 'homecare.arrive', ref(late))
    expect((await supervision()).late).toEqual([])
    expect(await town.ok(town.cast.elder, 'homecare.visit', ref(late))).toMatchObject({ lateOutcome: 'came_late' })
  })

  it('is put right by somebody else, who has half an hour', async () => {
    await oneVisit()
    await clockAt(16)
    const [late] = (await supervision()).late
    if (!late) throw new Error('it was not late')
    const assign = { ...ref(late), version: late.version, resourceId: town.workers.hong }
    expect(codeOf(await town.call(town.cast.communityStaff, 'homecare.assign', assign))).toBe('ok')
    expect((await supervision()).late).toEqual([])
    expect(await town.titles(town.cast.elder.person.residentId)).toContain('换成孙红来了')
    await clockAt(45)
    expect((await supervision()).late).toEqual([])
    await clockAt(46)
    expect((await supervision()).late).toMatchObject([{ lateStep: 1, worker: { name: '孙红' } }])
  })

  it('costs the clock one statement while nothing is due', async () => {
    await oneVisit()
    await town.visitAt(-60 * 24)
    await town.advance()
    const { roundTrips } = await countRoundTrips(() => town.advance())
    // Agreements, plans, visits and complaints: one each.
    expect(roundTrips).toBe(4)
  })
})

describe('what people say', () => {
  async function doneVisit() {
    await oneVisit()
    const key = ref(await town.visitAt(1))
    await town.ok(town.cast.elder, 'homecare.arrive', key)
    const tasks = [
      { name: '擦身', done: true, reason: '' },
      { name: '洗头', done: true, reason: '' },
    ]
    await town.ok(town.worker, 'homecare.finishVisit', { ...key, tasks, signed: { strokes: 'M1 1L2 2' }, note: '' })
    return key
  }

  it('one or two stars open a complaint, which rises when nobody answers it', async () => {
    const key = await doneVisit()
    const { elder, communityStaff, streetDispatcher, districtDispatcher } = town.cast
    const rating = { stars: 2, tags: ['rushed' as const], words: '没做完就走了' }
    const rate = { ...key, id: newId(), rating }
    const rated = await town.call(elder, 'homecare.rateVisit', rate)
    expect([codeOf(rated), rated.roundTrips]).toEqual(['ok', 4])
    await town.ok(elder, 'homecare.rateVisit', rate)
    const { complaints, checks } = await supervision()
    expect(complaints).toMatchObject([
      { words: '没做完就走了', dueDay: '2026-12-09', fromRating: true, overdue: false },
    ])
    expect(checks).toMatchObject([{ why: 'low_rating', visit: { visitId: key.visitId } }])
    expect(await town.titles(communityStaff.accountId)).toContain('王秀英家对上门不满意')
    expect(codeOf(await town.call(elder, 'homecare.complain', { ...key, id: newId(), words: '还有' }))).toBe(
      'complaint_open',
    )

    await town.at(instantOf('2026-12-09', '23:00'))
    await town.advance()
    expect(await town.titles(streetDispatcher.accountId)).toEqual([])
    await town.at(instantOf('2026-12-10', '00:00'))
    await Promise.all([town.advance(), town.advance()])
    expect(await town.titles(streetDispatcher.accountId)).toEqual(['王秀英的投诉过了时间还没答复'])
    await town.at(instantOf('2026-12-11', '00:00'))
    await town.advance()
    expect(await town.titles(districtDispatcher.accountId)).toEqual(['王秀英的投诉过了时间还没答复'])

    const [open] = (await supervision(streetDispatcher)).complaints
    const answer = {
      communityId: community,
      complaintId: open?.complaintId ?? '',
      version: open?.version ?? 0,
      answer: '换了师傅，补做一次。',
    }
    const answered = await town.call(communityStaff, 'homecare.answerComplaint', answer)
    expect(answered).toMatchObject({ ok: true, data: { status: 'answered', answeredByName: '赵雨桐' } })
    expect(answered.roundTrips).toBe(3)
    expect(codeOf(await town.call(communityStaff, 'homecare.answerComplaint', answer))).toBe('ok')
    const late = await town.call(streetDispatcher, 'homecare.answerComplaint', { ...answer, answer: '别的' })
    expect(codeOf(late)).toBe('conflict')
    expect(await town.titles(elder.person.residentId)).toContain('您说的上门的事，社区答复了')
    expect(codeOf(await town.call(elder, 'homecare.complain', { ...key, id: newId(), words: '还有' }))).toBe('ok')
  })

  it('a complaint sent twice is one', async () => {
    const key = await doneVisit()
    const input = { ...key, id: newId(), words: '来得太晚' }
    const answers = await Promise.all([1, 2, 3].map(() => town.call(town.cast.daughter, 'homecare.complain', input)))
    expect(answers.map(codeOf)).toEqual(['ok', 'ok', 'ok'])
    expect(await raw('select by_name from visit_complaint')).toEqual([{ by_name: '女儿陈静' }])
  })

  it('last week is checked by telephone, and what differs needs words', async () => {
    const key = await doneVisit()
    await town.at(instantOf('2026-12-08', '10:00'))
    const { checks } = await supervision()
    expect(checks).toMatchObject([{ why: 'sample', result: null }])
    const check = { ...key, version: checks[0]?.visit.version ?? 0, result: 'differs' as const, note: '' }
    const { communityStaff, admin } = town.cast
    expect(codeOf(await town.call(communityStaff, 'homecare.recordCheck', check))).toBe('result_needed')
    const recorded = await town.call(communityStaff, 'homecare.recordCheck', { ...check, note: '洗头没做' })
    expect([codeOf(recorded), recorded.roundTrips]).toEqual(['ok', 3])
    const other = { ...check, result: 'as_recorded' as const, note: '' }
    expect(codeOf(await town.call(admin, 'homecare.recordCheck', other))).toBe('conflict')
    expect((await supervision()).checks).toMatchObject([{ result: 'differs', checkedByName: '赵雨桐' }])
  })
})

it('another community, and the grid, supervise nothing here', async () => {
  await oneVisit()
  for (const stranger of [town.cast.otherCommunityStaff, town.cast.otherStreetDispatcher, town.cast.gridWorker]) {
    const answer = await town.call(stranger, 'homecare.supervision', { communityId: community })
    expect(codeOf(answer)).toBe('not_allowed')
  }
})
