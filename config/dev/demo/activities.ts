import type { ActivityStep } from '../../../api/_src/volunteering/tables.ts'
import type { MadeShift, StoredPlan } from '../../../api/_src/volunteering/activities/tables.ts'
import { shiftRows } from '../../../api/_src/volunteering/activities/planning.ts'
import { columnsOf } from '../../../api/_src/volunteering/activities/view.ts'
import type { SignupStep } from '../../../api/_src/volunteering/places/decide.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import { shiftDaysOf } from '../../../shared/volunteering/plan.ts'
import { addDays, addSeconds } from '../../../shared/time.ts'
import { demoPlans, type DemoPlan } from './activity-plans.ts'
import { Dice } from './dice.ts'
import { idOf } from './ids.ts'
import { inPieces } from './pieces.ts'
import { meiyuan } from './places.ts'
import type { DemoResident, World } from './world.ts'
import '../../../api/_src/volunteering/groups/tables.ts'

/** What is planned, reviewed and to come beside the shifts of these weeks: a draft, one in review, a concert, a lecture … */
export async function loadActivities(db: Db, world: World, now: Date): Promise<void> {
  await finishRows(db, world, now)
  const dice = new Dice(260_400)
  const guests = dice.shuffle(await freeResidents(db, world))
  for (const plan of demoPlans) await loadPlan(db, world, plan, guests, now)
}

const reviewer = '赵雨桐'

/** The activities of these weeks were written by somebody, reviewed by somebody else, and run since their first shift. */
async function finishRows(db: Db, world: World, now: Date): Promise<void> {
  const shifts = await db
    .selectFrom('shift')
    .select((eb) => ['activity_id as id', eb.fn.min('starts_at').as('from'), eb.fn.max('ends_at').as('to')])
    .where('community_id', '=', meiyuan)
    .groupBy('activity_id')
    .execute()
  const writer = world.member('沈卫东')
  for (const { id, from, to } of shifts) {
    const publishedAt = addSeconds(from < now ? from : now, -86_400 * 9)
    const steps: ActivityStep[] = [
      { at: addSeconds(publishedAt, -90_000).toISOString(), step: 'submitted', byName: writer.name },
      { at: publishedAt.toISOString(), step: 'published', byName: reviewer },
    ]
    const isRunning = from <= now
    if (isRunning) steps.push({ at: from.toISOString(), step: 'running', byName: '' })
    await db
      .updateTable('activity')
      .set({
        status: isRunning ? 'running' : 'published',
        starts_at: from,
        ends_at: to,
        due_at: isRunning ? to : from,
        published_at: publishedAt,
        made_by_name: writer.name,
        version: 3,
        notified_version: 3,
        history: json(steps),
      })
      .where('community_id', '=', meiyuan)
      .where('id', '=', id)
      .where('plan', 'is', null)
      .where('published_at', 'is', null)
      .execute()
  }
}

/** Neighbours who are no volunteers: they have signed up for nothing else, whatever was loaded before. */
async function freeResidents(db: Db, world: World): Promise<DemoResident[]> {
  const rows = await db.selectFrom('volunteer').select('resident_id').where('community_id', '=', meiyuan).execute()
  const volunteers = new Set(rows.map(({ resident_id: id }) => id))
  return world.residents.filter(
    ({ communityId, age, residentId }) =>
      communityId === meiyuan && age >= 20 && age < 80 && !volunteers.has(residentId),
  )
}

async function loadPlan(db: Db, world: World, demo: DemoPlan, guests: DemoResident[], now: Date): Promise<void> {
  const activityId = idOf(`demo plan ${demo.title}`)
  const maker = 'character' in demo.maker ? world.character(demo.maker.character) : world.member(demo.maker.staff)
  const makerId = 'account' in maker ? (maker.account?.accountId ?? '') : maker.accountId
  const plan: StoredPlan = {
    groupId: await groupOf(db, world, demo),
    kind: demo.kind,
    category: demo.category,
    title: demo.title,
    line: demo.line,
    place: demo.place,
    description: demo.description,
    riskNotice: demo.risk,
    isRisky: false,
    insured: true,
    leastAge: demo.leastAge ?? null,
    contactName: maker.name,
    contactPhone: maker.phone ?? '',
    organiserName: '梅园社区居委会',
    leaderId: null,
    venue: null,
    shifts: demo.shifts.map(({ inDays, untilInDays, weekdays, neededSkill = null, ...shift }, index) => ({
      lineId: idOf(`demo line ${demo.title} ${index}`),
      task: shift.task,
      role: shift.role,
      place: '',
      from: shift.from,
      to: shift.to,
      neededSkill,
      capacity: shift.capacity,
      firstTimerPlaces: shift.firstTimerPlaces ?? 0,
      day: addDays(world.today, inDays),
      repeats:
        untilInDays === undefined
          ? null
          : { weekdays: [...(weekdays ?? [])], untilDay: addDays(world.today, untilInDays), skipsHolidays: true },
    })),
  }
  const days = shiftDaysOf(plan, () => false)
  const made: MadeShift[] = days.map(({ lineId, startsAt, endsAt }) => ({
    shiftId: idOf(`demo made ${lineId} ${startsAt.toISOString()}`),
    lineId,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }))
  const writtenAt = addSeconds(now, -86_400 * 3)
  const at = (hours: number) => addSeconds(writtenAt, hours * 3_600)
  const steps: ActivityStep[] = [{ at: at(0).toISOString(), step: 'drafted', byName: maker.name }]
  if (demo.status !== 'draft') steps.push({ at: at(2).toISOString(), step: 'submitted', byName: maker.name })
  if (demo.status === 'published') steps.push({ at: at(20).toISOString(), step: 'published', byName: reviewer })
  await db
    .insertInto('activity')
    .values({
      community_id: meiyuan,
      id: activityId,
      ...columnsOf(plan, days),
      plan: json(demo.status === 'draft' ? plan : { ...plan, made }),
      status: demo.status,
      made_by: makerId,
      made_by_name: maker.name,
      writer_ids: json([makerId]),
      submitted_at: demo.status === 'draft' ? null : at(2),
      published_at: demo.status === 'published' ? at(20) : null,
      due_at: demo.status === 'published' ? (days[0]?.startsAt ?? null) : null,
      version: steps.length,
      notified_version: steps.length,
      history: json(steps),
    })
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
  if (demo.status !== 'published') return
  const takenOf = (shiftId: string) => {
    const line = made.find((one) => one.shiftId === shiftId)?.lineId
    return demo.shifts[plan.shifts.findIndex(({ lineId }) => lineId === line)]?.taken ?? 0
  }
  const rows = shiftRows({ communityId: meiyuan, activityId, place: plan.place }, { ...plan, made }, at(44)).map(
    (row) => ({ ...row, role: row.role ?? 'volunteer', taken: takenOf(row.id) }),
  )
  const signups = rows.flatMap((row) =>
    guests.splice(0, row.taken).map((guest) => signupRow(row, guest, activityId, addSeconds(now, -7_200))),
  )
  await inPieces(signups, (piece) =>
    db
      .insertInto('signup')
      .values(piece)
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute(),
  )
  await db
    .insertInto('shift')
    .values(rows)
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}

/** The group that gives it: the one the maker leads, else the one named. */
async function groupOf(db: Db, world: World, { group, maker }: DemoPlan): Promise<string> {
  const named = idOf(`demo group ${group}`)
  if (!('character' in maker)) return named
  const { residentId, name } = world.character(maker.character)
  const groups = await db
    .selectFrom('volunteer_group')
    .select(['id', 'leader_ids as leaderIds'])
    .where('community_id', '=', meiyuan)
    .execute()
  const led = groups.find(({ leaderIds }) => leaderIds?.[0] === residentId)
  if (led) return led.id
  await db
    .updateTable('volunteer_group')
    .set({ leader_ids: json([residentId]), leader_name: name })
    .where('community_id', '=', meiyuan)
    .where('id', '=', named)
    .where('leader_ids', 'is', null)
    .execute()
  return named
}

function signupRow(
  shift: { id: string; starts_at: Date; ends_at: Date; role: 'volunteer' | 'participant' },
  { residentId }: DemoResident,
  activityId: string,
  signedUpAt: Date,
) {
  const id = idOf(`demo signup ${shift.id} ${residentId}`)
  const at = signedUpAt.toISOString()
  const history: SignupStep[] = [
    { at, step: 'waiting', commandId: id },
    { at, step: 'confirmed' },
  ]
  return {
    community_id: meiyuan,
    shift_id: shift.id,
    resident_id: residentId,
    id,
    command_id: id,
    activity_id: activityId,
    starts_at: shift.starts_at,
    ends_at: shift.ends_at,
    status: 'confirmed' as const,
    seq: id,
    turn: 1,
    version: 2,
    notified_version: 2,
    signed_up_at: signedUpAt,
    confirmed_at: signedUpAt,
    withdrawn_at: null,
    history: json(history),
    role: shift.role,
  }
}
