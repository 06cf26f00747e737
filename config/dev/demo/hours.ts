import type { EntryDraft } from '../../../api/_src/records/hours/hash.ts'
import { insertObjection } from '../../../api/_src/records/hours/store-objections.ts'
import { insertProposals, type Proposal } from '../../../api/_src/records/hours/store-additions.ts'
import { appendEntries } from '../../../api/_src/records/index.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { publicKindOf, workingDayAfter } from '../../../api/_src/platform/working-days.ts'
import { addDays, addSeconds, dayOf, instantOf, type Day } from '../../../shared/time.ts'
import { Dice } from './dice.ts'
import { idOf } from './ids.ts'
import { meiyuan } from './places.ts'
import type { World } from './world.ts'

/** What somebody did again and again: when it begins, how long it takes, with whom. */
interface Task {
  title: string
  content: string
  place: string
  organiser: string
  inCharge: string
  from: string
  minutes: number
}

const supper: Task = {
  title: '送晚饭',
  content: '给独居老人送晚饭，陪着说说话',
  place: '社区食堂',
  organiser: '银发互助队',
  inCharge: '周建国',
  from: '16:30',
  minutes: 90,
}
const clinic: Task = {
  ...supper,
  title: '义诊引导',
  content: '引导登记',
  place: '社区卫生站',
  from: '08:30',
  minutes: 180,
}
const phones: Task = {
  ...supper,
  title: '教老人用手机',
  content: '一对一教',
  place: '社区学堂',
  from: '14:00',
  minutes: 120,
}
const visit: Task = {
  ...supper,
  title: '上门看老人',
  content: '看望、打扫',
  place: '3 栋',
  from: '08:20',
  minutes: 240,
}
const escort: Task = {
  ...supper,
  title: '陪老人去医院复查',
  content: '陪诊、取药',
  place: '市一院',
  from: '07:30',
  minutes: 180,
}
const cleaning: Task = {
  ...supper,
  title: '楼道清洁',
  content: '扫三个单元的楼道',
  place: '3 栋',
  organiser: '绿色楼道队',
  inCharge: '李敏',
  from: '09:00',
  minutes: 150,
}
const patrol: Task = { ...cleaning, title: '国庆巡楼', content: '看消防通道、电瓶车', minutes: 180 }
const tasks = [supper, clinic, phones, visit, supper, escort] as const

/** What the pictures show of 陈静: days before today, task, minutes early and minutes of staying on. */
const shown: readonly (readonly [days: number, task: Task, minutes: number, early: number, late: number])[] = [
  [50, patrol, 180, 5, 4],
  [43, { ...clinic, title: '周日义诊引导' }, 180, 3, 4],
  [36, { ...visit, title: '重阳节上门看老人' }, 240, 0, 5],
  [24, supper, 120, 6, 0],
]
const shownLater: typeof shown = [
  [9, phones, 120, 4, 3],
  [6, supper, 90, 5, 2],
  [2, escort, 180, 2, 1],
]
/** 126.5 hours in all. */
const minutesOfChenJing = 7_590
const minutesShown = 1_230

/** Hours of the volunteers of 梅园: 陈静's as the pictures show them, some that wait for a second person, an objection. */
export async function loadHours(db: Db, world: World, now: Date): Promise<void> {
  const today = dayOf(now)
  const dice = new Dice(320_900)
  const chenJing = world.character('chenJing').residentId
  const volunteers = await db
    .selectFrom('volunteer')
    .innerJoin('resident', (join) =>
      join
        .onRef('resident.community_id', '=', 'volunteer.community_id')
        .onRef('resident.id', '=', 'volunteer.resident_id'),
    )
    .select(['volunteer.resident_id as residentId', 'volunteer.volunteer_number as volunteerNumber', 'resident.name'])
    .where('volunteer.community_id', '=', meiyuan)
    .where('volunteer.status', '=', 'active')
    .orderBy('volunteer.resident_id')
    .execute()

  const ledgers = volunteers.map(({ residentId }, order) =>
    residentId === chenJing
      ? linesOfChenJing(chenJing, world, today)
      : weekly(residentId, minutesOf(order, dice), addDays(today, -dice.between(3, 9)), dice),
  )
  // Each volunteer's lines in one go, several volunteers together: a chain is written in its order.
  for (let from = 0; from < ledgers.length; from += ledgersPerGo) {
    await appendEntries(db, meiyuan, ledgers.slice(from, from + ledgersPerGo).flat())
  }

  const known = new Map(volunteers.map((volunteer) => [volunteer.residentId, volunteer]))
  const waiting = ['zhouJianguo', 'fangAiping'].flatMap((key) => known.get(world.character(key).residentId) ?? [])
  await insertProposals(
    db,
    waiting.map((volunteer) => proposal(volunteer, world, now)),
  )
  await objectTo(db, world, now)
}

const ledgersPerGo = 4

/** Most have a few hours, some a star, one four hundred and one seven hundred. */
function minutesOf(order: number, dice: Dice): number {
  if (order === 5) return 700 * 60
  if (order === 11) return 410 * 60
  if (order % 9 === 2) return dice.between(205, 360) * 30
  return dice.between(6, 120) * 30
}

/** One line a week or so, back from a day, until the minutes are used up; the oldest first. */
function weekly(residentId: string, minutes: number, lastDay: Day, dice: Dice): EntryDraft[] {
  const lines: EntryDraft[] = []
  let day = lastDay
  for (let left = minutes; left > 0;) {
    const task = dice.pick(tasks)
    const length = Math.min(task.minutes, left)
    lines.unshift(attended(residentId, day, task, length, dice.between(0, 7), dice.between(0, 6)))
    left -= length
    // Who has hundreds of hours comes twice or three times a week.
    day = addDays(day, -dice.between(1, minutes > 12_000 ? 5 : 12))
  }
  return lines
}

function linesOfChenJing(residentId: string, world: World, today: Day): EntryDraft[] {
  const dice = new Dice(320_901)
  const line = ([days, task, minutes, early, late]: (typeof shown)[number]) =>
    attended(residentId, addDays(today, -days), task, minutes, early, late)
  const older = weekly(residentId, minutesOfChenJing - minutesShown, addDays(today, -56), dice)
  const wrong = addDays(today, -24)
  const staff = {
    entered_by: world.member('赵雨桐').accountId,
    entered_by_name: '赵雨桐',
    confirmed_by: world.member('李敏').accountId,
    confirmed_by_name: '李敏',
  }
  const added: EntryDraft = {
    ...plain(residentId, addDays(today, -20), cleaning, 150, `${residentId} added`),
    ...staff,
    basis: 'added',
    reason: '手机没电，没有签到，李敏在场',
    entered_at: instantOf(addDays(today, -18), '10:00'),
  }
  const correction: EntryDraft = {
    ...plain(residentId, wrong, supper, -30, `${residentId} correction`),
    ...staff,
    kind: 'correction',
    corrects_seq: older.length + shown.length,
    reason: '送晚饭多记了半小时',
    entered_at: instantOf(addDays(today, -15), '09:20'),
  }
  return [...older, ...shown.map(line), added, correction, ...shownLater.map(line)]
}

function attended(residentId: string, day: Day, task: Task, minutes: number, early: number, late: number): EntryDraft {
  const startsAt = instantOf(day, task.from)
  const signup = `demo attendance ${residentId} ${day} ${task.title}`
  return {
    ...plain(residentId, day, task, minutes, signup),
    signup_id: idOf(signup),
    checked_in_at: addSeconds(startsAt, -early * 60),
    checked_out_at: addSeconds(startsAt, (minutes + late) * 60),
  }
}

function plain(residentId: string, day: Day, task: Task, minutes: number, words: string): EntryDraft {
  return {
    community_id: meiyuan,
    resident_id: residentId,
    id: idOf(`demo hours ${words}`),
    kind: 'service',
    basis: 'automatic',
    minutes,
    corrects_seq: null,
    signup_id: null,
    activity_id: null,
    service_day: day,
    title: task.title,
    content: task.content,
    place: task.place,
    organiser_name: task.organiser,
    person_in_charge: task.inCharge,
    checked_in_at: null,
    checked_out_at: null,
    check_out_was_forgotten: 0,
    reason: '',
    entered_by: null,
    entered_by_name: '',
    confirmed_by: null,
    confirmed_by_name: '',
    entered_at: instantOf(day, '20:00'),
  }
}

/** 李敏 adds what a couple did without their phones; 赵雨桐 is to look at it. */
function proposal(
  volunteer: { residentId: string; volunteerNumber: string; name: string },
  world: World,
  now: Date,
): Proposal {
  return {
    community_id: meiyuan,
    id: idOf(`demo hours proposed ${volunteer.residentId}`),
    batch_id: idOf('demo hours proposed'),
    kind: 'service',
    basis: 'added',
    resident_id: volunteer.residentId,
    volunteer_number: volunteer.volunteerNumber,
    volunteer_name: volunteer.name,
    corrects_seq: null,
    objection_id: null,
    service_day: addDays(dayOf(now), -4),
    title: cleaning.title,
    content: cleaning.content,
    place: cleaning.place,
    organiser_name: cleaning.organiser,
    person_in_charge: cleaning.inCharge,
    minutes: cleaning.minutes,
    reason: '两口子都没带手机，我在场',
    proposed_by: world.member('李敏').accountId,
    proposed_by_name: '李敏',
    proposed_at: addSeconds(now, -3 * 3_600),
  }
}

/** 周建国 says that his last line is wrong. */
async function objectTo(db: Db, world: World, now: Date): Promise<void> {
  const { residentId, name } = world.character('zhouJianguo')
  const line = await db
    .selectFrom('hours_entry')
    .select(['seq', 'service_day', 'title', 'minutes'])
    .where('community_id', '=', meiyuan)
    .where('resident_id', '=', residentId)
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  if (!line) return
  const openedAt = addSeconds(now, -2 * 86_400)
  const dueOn = workingDayAfter(dayOf(openedAt), 10, publicKindOf)
  await insertObjection(db, {
    community_id: meiyuan,
    id: idOf('demo hours objection'),
    resident_id: residentId,
    resident_name: name,
    seq: line.seq,
    service_day: line.service_day,
    title: line.title,
    minutes: line.minutes,
    words: '我收完桌子才走的，比签退晚了一个钟头',
    status: 'open',
    opened_at: openedAt,
    due_on: dueOn,
    due_at: instantOf(workingDayAfter(dayOf(openedAt), 8, publicKindOf), '09:00'),
    reply: '',
    replied_by: null,
    replied_by_name: null,
    replied_at: null,
  })
}
