import type { InsertObject } from 'kysely'
import { advancePoints } from '../../../api/_src/records/points/earn.ts'
import { bookRedemptions } from '../../../api/_src/records/points/booking.ts'
import '../../../api/_src/records/points/tables.ts'
import '../../../api/_src/evaluations/tables.ts'
import { answerBy } from '../../../api/_src/evaluations/complaints.ts'
import type { Db, Tables } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import type { GiftIcon } from '../../../shared/records/points.ts'
import { addDays, addSeconds, instantOf } from '../../../shared/time.ts'
import { idOf } from './ids.ts'
import { meiyuan } from './places.ts'
import type { DemoResident, World } from './world.ts'

type Row<Table extends keyof Tables> = InsertObject<Tables, Table>

const day = 86_400

const gifts: readonly (readonly [name: string, words: string, icon: GiftIcon, points: number, stock: number])[] = [
  ['食堂早餐券', '豆浆、包子，随便哪天', 'soup', 30, 40],
  ['绿萝一盆', '社区花房自己养的', 'leaf', 60, 12],
  ['剪头发一次', '周三下午，社区服务站', 'scissors', 80, 8],
  ['折叠雨伞', '印着“谢谢邻居”', 'umbrella', 120, 6],
  ['保温杯', '半升，上班带着正好', 'coffee', 200, 0],
]

/** What people thank volunteers with: points, gifts, kind words; and one thing that was not right. */
export async function loadThanks(db: Db, world: World, now: Date): Promise<void> {
  await advancePoints(db, [meiyuan])
  await loadGifts(db, world, now)
  await loadEvaluations(db, world, now)
  await loadCommendations(db, world, now)
  await loadComplaints(db, world, now)
}

async function loadGifts(db: Db, world: World, now: Date): Promise<void> {
  const giftId = (name: string) => idOf(`demo gift ${name}`)
  await db
    .insertInto('gift')
    .values(
      gifts.map(([name, words, icon, points, stock]) => ({
        ...{ community_id: meiyuan, id: giftId(name), name, words, icon, points, stock, offered: 1, version: 1 },
        ...{ change_id: giftId(name), changed_by_name: '赵雨桐', changed_at: addSeconds(now, -30 * day) },
      })),
    )
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
  const asked = [
    { who: world.character('chenJing'), name: '绿萝一盆', number: '528146', daysAgo: 2, isFetched: false },
    { who: world.character('chenJing'), name: '食堂早餐券', number: '770312', daysAgo: 20, isFetched: true },
    { who: world.character('zhouJianguo'), name: '食堂早餐券', number: '306915', daysAgo: 4, isFetched: false },
  ]
  for (const { who, name, number, daysAgo, isFetched } of asked) {
    const id = idOf(`demo redemption ${who.name} ${name}`)
    const points = gifts.find(([one]) => one === name)?.[3] ?? 0
    const askedAt = addSeconds(now, -daysAgo * day)
    const row: Row<'gift_redemption'> = {
      ...{ community_id: meiyuan, id, resident_id: who.residentId, gift_id: giftId(name), gift_name: name, points },
      ...{ status: 'wished', number, live_number: isFetched ? null : number, asked_at: askedAt, booked: '' },
      ...{ ended_at: isFetched ? addSeconds(askedAt, day) : null, ended_by_name: isFetched ? '赵雨桐' : '' },
      command_id: isFetched ? id : null,
    }
    await db
      .insertInto('gift_redemption')
      .values(row)
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute()
    // The points go with the row and only once, as when somebody presses.
    await db
      .updateTable(['gift_redemption as r', 'points_account as a'])
      .set('r.status', isFetched ? 'handed_over' : 'asked')
      .set('a.worth', (eb) => eb('a.worth', '-', points))
      .where('r.community_id', '=', meiyuan)
      .where('r.id', '=', id)
      .where('r.status', '=', 'wished')
      .whereRef('a.community_id', '=', 'r.community_id')
      .whereRef('a.resident_id', '=', 'r.resident_id')
      .where('a.worth', '>=', points)
      .execute()
  }
  await bookRedemptions(db, [meiyuan], now)
}

interface Past {
  title: string
  task: string
  daysAgo: number
  from: string
  minutes: number
}

const clinic: Past = { title: '周末义诊', task: '引导登记', daysAgo: 2, from: '08:30', minutes: 180 }
const supper: Past = { title: '给老人送晚饭', task: '送饭上门', daysAgo: 6, from: '16:30', minutes: 90 }

/** Two shifts that are over: one waits for 陈静's word, the other was said of from both sides. */
async function loadEvaluations(db: Db, world: World, now: Date): Promise<void> {
  const [chenJing, leader, elder] = [
    world.character('chenJing'),
    world.character('zhouJianguo'),
    world.character('wangXiuying'),
  ]
  const others = await otherVolunteers(db, [chenJing, leader])
  for (const [index, past] of [clinic, supper].entries()) await loadPast(db, world, past, leader, elder, others, index)
  const common = {
    ...{ community_id: meiyuan, shift_id: idOf(`demo past shift ${supper.title}`), title: supper.title },
    ...{ activity_id: idOf(`demo past ${supper.title}`), given_at: addSeconds(now, -5 * day) },
  }
  const rows: Row<'evaluation'>[] = [
    {
      ...{ ...common, from_id: chenJing.residentId, from_name: chenJing.name, about_kind: 'activity', score: 5 },
      ...{ about_id: common.activity_id, about_name: supper.title, words: '路线排得顺，老人家里饭还是热的。' },
    },
    {
      ...{ ...common, from_id: chenJing.residentId, from_name: chenJing.name, about_kind: 'leader', score: 5 },
      ...{ about_id: leader.residentId, about_name: leader.name, words: '' },
    },
    {
      ...{ ...common, from_id: leader.residentId, from_name: leader.name, about_kind: 'volunteer', score: 5 },
      ...{ about_id: chenJing.residentId, about_name: chenJing.name, words: '来得早，跟老人说话有耐心。' },
    },
    {
      ...{ ...common, from_id: elder.residentId, from_name: elder.name, about_kind: 'thanks', score: null },
      ...{ about_id: common.activity_id, about_name: supper.title, words: '饭热乎，人也热乎，谢谢你们。' },
    },
  ]
  const [other] = others
  if (other) {
    rows.push({
      ...{ ...common, from_id: other.residentId, from_name: other.name, about_kind: 'activity', score: 2 },
      ...{ about_id: common.activity_id, about_name: supper.title, words: '饭盒少了三份，跑了两趟。' },
    })
  }
  await db
    .insertInto('evaluation')
    .values(rows)
    .onDuplicateKeyUpdate({ shift_id: inserted('shift_id') })
    .execute()
}

async function otherVolunteers(db: Db, known: readonly DemoResident[]) {
  const rows = await db
    .selectFrom('volunteer')
    .select(['resident_id as residentId', 'name', 'volunteer_number as volunteerNumber'])
    .where('community_id', '=', meiyuan)
    .where('status', '=', 'active')
    .where('name', 'is not', null)
    .where(
      'resident_id',
      'not in',
      known.map(({ residentId }) => residentId),
    )
    .orderBy('resident_id')
    .limit(3)
    .execute()
  return rows.map(({ name, ...row }) => ({ ...row, name: name ?? '' }))
}

async function loadPast(
  db: Db,
  world: World,
  past: Past,
  leader: DemoResident,
  elder: DemoResident,
  others: readonly { residentId: string }[],
  index: number,
): Promise<void> {
  const activityId = idOf(`demo past ${past.title}`)
  const shiftId = idOf(`demo past shift ${past.title}`)
  const startsAt = instantOf(addDays(world.today, -past.daysAgo), past.from)
  const endsAt = addSeconds(startsAt, past.minutes * 60)
  await db
    .insertInto('activity')
    .values({
      ...{ community_id: meiyuan, id: activityId, group_id: idOf('demo group 红围裙助餐队'), category: 'elder_care' },
      ...{ title: past.title, line: past.task, icon: 'hand-heart', place: '社区一楼大厅', description: past.task },
      ...{
        risk_notice: '老人的情况不外传。',
        insured: 1,
        contact_name: leader.name,
        contact_phone: leader.phone ?? '',
      },
      ...{ leader_id: leader.residentId, starts_at: startsAt, ends_at: endsAt, status: 'closed' },
      ...{ published_at: addSeconds(startsAt, -7 * day), closed_at: endsAt },
    })
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
  const people = [
    { residentId: world.character('chenJing').residentId, role: 'volunteer' as const },
    ...others.map(({ residentId }) => ({ residentId, role: 'volunteer' as const })),
    { residentId: elder.residentId, role: 'participant' as const },
  ]
  await db
    .insertInto('shift')
    .values({
      ...{ community_id: meiyuan, id: shiftId, activity_id: activityId, starts_at: startsAt, ends_at: endsAt },
      ...{ place: '社区一楼大厅', task: past.task, needed_skill: null, capacity: 8, taken: people.length },
      closed_at: null,
    })
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
  await db
    .insertInto('signup')
    .values(
      people.map(({ residentId, role }) => ({
        ...{ community_id: meiyuan, shift_id: shiftId, resident_id: residentId, activity_id: activityId, role },
        ...{ id: idOf(`demo past ${past.title} ${residentId}`), command_id: idOf(`demo past ${residentId} ${index}`) },
        ...{ starts_at: startsAt, ends_at: endsAt, status: 'attended' as const, turn: 9_000 + index, version: 1 },
        ...{ seq: idOf(`demo past seq ${past.title} ${residentId}`), notified_version: 1, withdrawn_at: null },
        ...{ signed_up_at: addSeconds(startsAt, -3 * day), confirmed_at: addSeconds(startsAt, -3 * day) },
        ...{ history: json([]), checked_in_at: startsAt, checked_out_at: endsAt, recorded_at: endsAt },
        ...{ checked_in_way: 'code' as const, checked_out_way: 'code' as const },
      })),
    )
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}

async function loadCommendations(db: Db, world: World, now: Date): Promise<void> {
  const known = [world.character('chenJing'), world.character('zhouJianguo')]
  const [other] = await otherVolunteers(db, known)
  const mine = await db
    .selectFrom('volunteer')
    .select('volunteer_number as number')
    .where('community_id', '=', meiyuan)
    .where('resident_id', '=', known[0]?.residentId ?? '')
    .executeTakeFirst()
  const common = { community_id: meiyuan, version: 1, notified_version: 1, proposed_at: addSeconds(now, -3 * day) }
  const rows: Row<'commendation'>[] = []
  if (mine && known[0]) {
    rows.push({
      ...{ ...common, id: idOf('demo commendation 陈静'), resident_id: known[0].residentId, volunteer_name: '陈静' },
      ...{ volunteer_number: mine.number, name: '年度热心志愿者', granted_on: addDays(world.today, -30) },
      ...{ granter: '梅园社区居委会', reason: '送饭一年，没缺过一次', status: 'confirmed' },
      ...{ proposed_by: world.member('赵雨桐').accountId, proposed_by_name: '赵雨桐' },
      ...{ decided_by_name: '赵雨桐', decided_at: addSeconds(now, -30 * day) },
    })
  }
  if (other && known[1]) {
    rows.push({
      ...{ ...common, id: idOf('demo commendation proposed'), resident_id: other.residentId },
      ...{ volunteer_name: other.name, volunteer_number: other.volunteerNumber, name: '热心志愿者' },
      ...{ granted_on: addDays(world.today, -3), granter: '社区志愿服务站', reason: '下雨天替两位老人跑药店' },
      ...{ status: 'proposed', proposed_by: known[1].account?.accountId ?? idOf('demo nobody') },
      ...{ proposed_by_name: known[1].name, decided_by_name: '', decided_at: null },
    })
  }
  if (rows.length === 0) return
  await db
    .insertInto('commendation')
    .values(rows)
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}

/** One that waits for an answer, and one that 陈静 may say is enough. */
async function loadComplaints(db: Db, world: World, now: Date): Promise<void> {
  const [wenbo, chenJing, leader] = [
    world.character('fangWenbo'),
    world.character('chenJing'),
    world.character('zhouJianguo'),
  ]
  const complaints = [
    {
      ...{ who: wenbo, daysAgo: 3, title: clinic.title, isAnswered: false },
      words: '说好八点半开始，等到九点多才有人。带着老人站了半天。',
    },
    {
      ...{ who: chenJing, daysAgo: 9, title: supper.title, isAnswered: true },
      words: '饭盒老是少几份，能不能先点好数再分？',
    },
  ]
  for (const { who, daysAgo, title, words, isAnswered } of complaints) {
    const openedAt = addSeconds(now, -daysAgo * day)
    const answer = '问过食堂了，往后出锅前两个人一起点数。谢谢您提醒。'
    const aboutId = idOf(`demo past ${title}`)
    const opened = { at: openedAt.toISOString(), step: 'opened' as const, byName: who.name, words, level: 0 }
    const answered = {
      ...{ at: addSeconds(openedAt, 2 * day).toISOString(), step: 'answered' as const },
      ...{ byName: '赵雨桐', words: answer, level: 0 },
    }
    const row: Row<'volunteer_complaint'> = {
      ...{ community_id: meiyuan, id: idOf(`demo complaint ${who.name}`), about_kind: 'activity', about_id: aboutId },
      ...{ about_name: title, accused_ids: json([leader.residentId]), words, by_resident_id: who.residentId },
      ...{ by_account_id: who.account?.accountId ?? idOf('demo nobody'), by_name: who.name, level: 0, first_level: 0 },
      ...{ open_of: `${who.residentId}:activity:${aboutId}`, opened_at: openedAt },
      ...(isAnswered ? { due_day: null, due_at: null } : answerBy(openedAt)),
      ...{ status: isAnswered ? 'answered' : 'open', answer: isAnswered ? answer : '' },
      ...{
        answered_by_name: isAnswered ? '赵雨桐' : '',
        answered_at: isAnswered ? addSeconds(openedAt, 2 * day) : null,
      },
      ...{ version: isAnswered ? 2 : 1, notified_version: isAnswered ? 2 : 1 },
      history: json(isAnswered ? [opened, answered] : [opened]),
    }
    await db
      .insertInto('volunteer_complaint')
      .values(row)
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute()
  }
}
