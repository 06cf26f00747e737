import type { InsertObject } from 'kysely'
import type { SignupStep } from '../../../api/_src/volunteering/places/decide.ts'
import '../../../api/_src/volunteering/attendance/tables.ts'
import type { Db, Tables } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import { addDays, addSeconds, dayOf, instantOf } from '../../../shared/time.ts'
import { idOf } from './ids.ts'
import { meiyuan } from './places.ts'
import type { World } from './world.ts'

type Row<Table extends keyof Tables> = InsertObject<Tables, Table>

const activityId = idOf('demo activity 花园浇水')
const runningId = idOf('demo shift 花园浇水 today')
const overdueId = idOf('demo shift 花园浇水 before')

const minutes = (at: Date, count: number) => addSeconds(at, count * 60)

/** How somebody of the demo stands: minutes after the start at which they came and left. */
interface Standing {
  came?: number
  left?: number
  way?: 'code' | 'number' | 'roll_call'
}

const standingNow: readonly Standing[] = [
  { came: -6, way: 'code' },
  { came: -2, way: 'code' },
  { came: 3, way: 'number' },
  {},
  {},
]
const standingThen: readonly Standing[] = [
  { came: -4, left: 88, way: 'code' },
  { came: 1, left: 90, way: 'roll_call' },
  {},
  {},
]

/** A shift that is on right now with most of its people there, and one of weeks ago that nobody has settled. */
export async function loadAttendance(db: Db, world: World, now: Date): Promise<void> {
  const leader = world.character('zhouJianguo')
  const tenMinutes = 600_000
  const start = minutes(new Date(Math.floor(now.getTime() / tenMinutes) * tenMinutes), -40)
  const before = instantOf(addDays(dayOf(now), -25), '09:00')
  const shifts = [
    { id: runningId, startsAt: start, endsAt: minutes(start, 120), standing: standingNow, capacity: 6 },
    { id: overdueId, startsAt: before, endsAt: minutes(before, 90), standing: standingThen, capacity: 4 },
  ]
  await db
    .insertInto('activity')
    .values({
      ...{ community_id: meiyuan, id: activityId, group_id: idOf('demo group 绿色楼道队'), category: 'environment' },
      ...{ title: '社区花园浇水', line: '一人一片，浇完聊会儿天', icon: 'droplets', place: '中心花园' },
      description: '各浇一片花圃，拔拔草，顺手把落叶扫到桶边。',
      risk_notice: '水管拖过路面，提醒老人别绊着。',
      ...{ insured: 1, contact_name: leader.name, contact_phone: leader.phone ?? '', leader_id: leader.residentId },
      ...{
        starts_at: before,
        ends_at: minutes(start, 120),
        status: 'running',
        published_at: addSeconds(before, -86_400),
      },
    })
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
  for (const shift of shifts) {
    const people = await freeVolunteers(db, world, shift)
    const rows = shift.standing.flatMap((standing, index) => {
      const person = people[index]
      return person ? [signupRow(shift, person, standing, index)] : []
    })
    if (rows.length > 0) {
      await db
        .insertInto('signup')
        .values(rows)
        .onDuplicateKeyUpdate({ id: inserted('id') })
        .execute()
    }
    await db
      .insertInto('shift')
      .values({
        ...{ community_id: meiyuan, id: shift.id, activity_id: activityId, place: '中心花园', task: '浇水拔草' },
        ...{ starts_at: shift.startsAt, ends_at: shift.endsAt, needed_skill: null, closed_at: null },
        ...{ capacity: shift.capacity, taken: rows.length },
      })
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute()
  }
}

interface Person {
  residentId: string
  turn: number
}

/** Volunteers with nothing else at that time; today 陈静 last, so that she has still to check in. */
async function freeVolunteers(
  db: Db,
  world: World,
  shift: { id: string; startsAt: Date; endsAt: Date; standing: readonly Standing[] },
): Promise<Person[]> {
  const rows = await db
    .selectFrom('volunteer as v')
    .leftJoin('signup as s', (join) =>
      join
        .onRef('s.community_id', '=', 'v.community_id')
        .onRef('s.resident_id', '=', 'v.resident_id')
        .on('s.shift_id', '<>', shift.id),
    )
    .where('v.community_id', '=', meiyuan)
    .where('v.status', '=', 'active')
    .orderBy('v.resident_id')
    .select(['v.resident_id', 's.turn', 's.starts_at', 's.ends_at'])
    .execute()
  const people = new Map<string, Person & { isBusy: boolean }>()
  for (const row of rows) {
    const known = people.get(row.resident_id) ?? { residentId: row.resident_id, turn: 100, isBusy: false }
    people.set(row.resident_id, known)
    known.turn = Math.max(known.turn, row.turn ?? 0)
    if (row.starts_at && row.ends_at && row.starts_at < shift.endsAt && shift.startsAt < row.ends_at)
      known.isBusy = true
  }
  const leader = world.character('zhouJianguo').residentId
  const chenJing = world.character('chenJing').residentId
  const free = [...people.values()].filter(({ isBusy, residentId }) => !isBusy && residentId !== leader)
  const others = free.filter(({ residentId }) => residentId !== chenJing).slice(0, shift.standing.length)
  const last = free.find(({ residentId }) => residentId === chenJing)
  return last && shift.id === runningId ? [...others.slice(0, shift.standing.length - 1), last] : others
}

function signupRow(
  shift: { id: string; startsAt: Date; endsAt: Date },
  { residentId, turn }: Person,
  { came, left, way = 'code' }: Standing,
  index: number,
): Row<'signup'> {
  const id = idOf(`demo signup ${shift.id} ${index}`)
  const signedUpAt = addSeconds(shift.startsAt, -86_400 * 2 + index * 600)
  const cameAt = came === undefined ? null : minutes(shift.startsAt, came)
  const leftAt = left === undefined ? null : minutes(shift.startsAt, left)
  const history: SignupStep[] = [
    { at: signedUpAt.toISOString(), step: 'waiting', commandId: id },
    { at: signedUpAt.toISOString(), step: 'confirmed' },
    ...(cameAt ? [{ at: cameAt.toISOString(), step: 'checked_in' as const }] : []),
    ...(leftAt ? [{ at: leftAt.toISOString(), step: 'checked_out' as const }] : []),
  ]
  return {
    ...{
      community_id: meiyuan,
      shift_id: shift.id,
      resident_id: residentId,
      id,
      command_id: id,
      activity_id: activityId,
    },
    ...{ starts_at: shift.startsAt, ends_at: shift.endsAt, seq: idOf(`demo seq ${shift.id} ${index}`), turn: turn + 1 },
    status: leftAt ? 'attended' : cameAt ? 'checked_in' : 'confirmed',
    ...{ version: history.length, notified_version: history.length, history: json(history) },
    ...{ signed_up_at: signedUpAt, confirmed_at: signedUpAt, withdrawn_at: null, role: 'volunteer' },
    ...{ checked_in_at: cameAt, checked_in_way: cameAt ? way : null },
    ...{ checked_out_at: leftAt, checked_out_way: leftAt ? way : null },
  }
}
