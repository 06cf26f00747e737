import { expect, it } from 'vitest'
import { instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { activityTown, moveIt, publishActivity, shiftWords, wholePlan } from '../../testing/activities.ts'
import { places } from '../../testing/actors.ts'
import { callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { activityNews } from './news.ts'

const { db } = await useDatabase()
const communityId = places.community
const now = instantOf('2026-11-24', '08:20')

// Nothing is delivered by the way: what there is to tell is looked at here.
const town = () => activityTown(db, now, { tells: false })

const draftOf = (activityId: string, version: number, plan: ReturnType<typeof wholePlan>) => ({
  communityId,
  activityId,
  version,
  plan,
})

it('an activity is sent back with words, which its maker is told', async () => {
  const { app, leader, staff, groupId } = await town()
  const activityId = newId()
  await callOk(app, leader.token, 'volunteering.saveDraft', draftOf(activityId, 0, wholePlan(groupId)))
  await moveIt(app, leader, activityId, 1, 'submit')
  expect((await moveIt(app, staff, activityId, 2, 'send_back', '写清楚在哪个门集合。')).ok).toBe(true)
  const pending = await activityNews.pending(db, { communityIds: [communityId] }, 10)
  expect(pending[0]?.messages[0]).toMatchObject({
    recipient: { kind: 'account', id: leader.accountId },
    body: '周六义诊。赵雨桐说：写清楚在哪个门集合。',
  })
  // Who wrote it may correct it, and it is reviewed again by somebody else than the writer.
  await callOk(
    app,
    staff.token,
    'volunteering.saveDraft',
    draftOf(activityId, 3, wholePlan(groupId, { place: '东门' })),
  )
  await moveIt(app, leader, activityId, 4, 'submit')
  const own = await moveIt(app, staff, activityId, 5, 'publish')
  expect(own).toMatchObject({ ok: false, error: { code: 'second_person_needed' } })
})

it('an activity reaches the reviewers when it is handed in, its maker excepted, and nobody once it is taken back', async () => {
  const { app, leader, staff, admin, groupId } = await town()
  const handIn = async (who: typeof staff | typeof leader) => {
    const activityId = newId()
    await callOk(app, who.token, 'volunteering.saveDraft', draftOf(activityId, 0, wholePlan(groupId)))
    await moveIt(app, who, activityId, 1, 'submit')
    return activityId
  }
  const told = async () => {
    const rows = await activityNews.pending(db, { communityIds: [communityId] }, 10)
    const messages = rows.flatMap((row) => row.messages)
    for (const row of rows) await activityNews.markNotified(db, row)
    return messages.map(({ recipient, title }) => `${recipient.id} ${title}`)
  }
  await handIn(leader)
  const title = '有活动等您审'
  expect(new Set(await told())).toEqual(new Set([staff, admin].map(({ accountId }) => `${accountId} ${title}`)))
  await handIn(staff)
  expect(await told()).toEqual([`${admin.accountId} ${title}`])
  await moveIt(app, leader, await handIn(leader), 2, 'take_back')
  expect(await told()).toEqual([])
})

it('a maker hears that the activity was published, even where a shift was added before anybody was told', async () => {
  const { app, leader, staff, groupId } = await town()
  const { activityId } = await publishActivity(app, leader, staff, wholePlan(groupId))
  const one = { id: newId(), communityId, activityId, version: 3, role: 'volunteer' as const, ...shiftWords() }
  await callOk(app, leader.token, 'volunteering.addShift', one)
  const [pending] = await activityNews.pending(db, { communityIds: [communityId] }, 10)
  expect(pending?.messages).toMatchObject([{ recipient: { id: leader.accountId }, title: '活动发布了' }])
})
