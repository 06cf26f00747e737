import type { InsertObject } from 'kysely'
import type { SignupStep } from '../../../api/_src/volunteering/places/decide.ts'
import type { Db, Tables } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import { addDays, addSeconds, instantOf, weekdayOf, type Day } from '../../../shared/time.ts'
import { freeTimes, skills, type Skill } from '../../../shared/volunteers/lifecycle.ts'
import { Dice } from './dice.ts'
import { idOf } from './ids.ts'
import { inPieces } from './pieces.ts'
import { meiyuan } from './places.ts'
import { demoActivities, type DemoActivity, type DemoShift } from './volunteering-activities.ts'
import { volunteerRow } from './volunteers.ts'
import type { DemoResident, World } from './world.ts'

type Row<Table extends keyof Tables> = InsertObject<Tables, Table>

const volunteersInAll = 48

interface Volunteer {
  resident: DemoResident
  skills: Skill[]
  /** Shifts this person stands in, to keep two of the same time apart. */
  busy: { startsAt: Date; endsAt: Date }[]
}

/** Volunteers of 梅园, ten activities of the coming weeks, and who has signed up. Rows that are there stay as they are. */
export async function loadVolunteering(db: Db, world: World, now: Date): Promise<void> {
  const dice = new Dice(320_400)
  const volunteers = volunteersOf(world, dice)
  const groups = [...new Set(demoActivities.map(({ group }) => group))]
  const rows = demoActivities.flatMap((activity) => shiftsOf(activity, world.today))
  const signups = signUpAll(rows, volunteers, dice, now)

  await inPieces(
    volunteers.map(({ resident, skills: own }, order) => {
      const joinedAt = addSeconds(now, -86_400 * dice.between(10, 700))
      const times = freeTimes.filter(() => dice.chance(0.5))
      return volunteerRow(resident, { skills: own, order, joinedAt, times })
    }),
    (piece) =>
      db
        .insertInto('volunteer')
        .values(piece)
        .onDuplicateKeyUpdate({ resident_id: inserted('resident_id') })
        .execute(),
  )
  await db
    .insertInto('volunteer_group')
    .values(groups.map((name) => ({ community_id: meiyuan, id: idOf(`demo group ${name}`), name })))
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
  await db
    .insertInto('activity')
    .values(demoActivities.map((activity) => activityRow(activity, world)))
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
  await inPieces(signups, (piece) =>
    db
      .insertInto('signup')
      .values(piece)
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute(),
  )
  // Last: a load that was cut off has no shift yet whose places are counted before they are taken.
  await inPieces(
    rows.map(({ row }) => row),
    (piece) =>
      db
        .insertInto('shift')
        .values(piece)
        .onDuplicateKeyUpdate({ id: inserted('id') })
        .execute(),
  )
}

/** Grown-ups with WeChat who are not too old to climb stairs; 方文博 is not among them, so that somebody can still join. */
function volunteersOf(world: World, dice: Dice): Volunteer[] {
  const named: [string, Skill[]][] = [
    ['chenJing', ['driving', 'computer', 'wheelchair']],
    ['zhouJianguo', ['repair', 'dialect']],
    ['fangAiping', ['calligraphy', 'music', 'cooking']],
  ]
  const known = named.map(([key, own]) => ({ resident: world.character(key), skills: own, busy: [] }))
  const others = world.residents.filter(
    (resident) =>
      resident.communityId === meiyuan &&
      resident.account !== null &&
      resident.age >= 18 &&
      resident.age <= 72 &&
      resident !== world.character('fangWenbo') &&
      known.every((volunteer) => volunteer.resident !== resident),
  )
  return [
    ...known,
    ...dice
      .shuffle(others)
      .slice(0, volunteersInAll - known.length)
      // Every skill is somebody's, whatever the dice say about the rest.
      .map((resident, index) => ({
        resident,
        skills: [...new Set([skills[index % skills.length] ?? 'dialect', dice.pick(skills)])].toSorted(),
        busy: [],
      })),
  ]
}

const activityIdOf = (title: string) => idOf(`demo activity ${title}`)

function activityRow(activity: DemoActivity, world: World): Row<'activity'> {
  const { contact } = activity
  const person =
    'staff' in contact
      ? { name: contact.called, phone: world.member(contact.staff).phone }
      : { name: world.character(contact.character).name, phone: world.character(contact.character).phone ?? '' }
  return {
    community_id: meiyuan,
    id: activityIdOf(activity.title),
    group_id: idOf(`demo group ${activity.group}`),
    category: activity.category,
    title: activity.title,
    line: activity.line,
    icon: activity.icon,
    place: activity.place,
    description: activity.description,
    risk_notice: activity.risk,
    insured: activity.insured ? 1 : 0,
    contact_name: person.name,
    contact_phone: person.phone,
  }
}

interface PlannedShift {
  plan: DemoShift
  activity: DemoActivity
  row: Row<'shift'> & { id: string; activity_id: string; starts_at: Date; ends_at: Date }
}

function shiftsOf(activity: DemoActivity, today: Day): PlannedShift[] {
  return activity.shifts.map((plan, index) => {
    const day = dayOfShift(plan, today)
    const row = {
      community_id: meiyuan,
      id: idOf(`demo shift ${activity.title} ${index}`),
      activity_id: activityIdOf(activity.title),
      starts_at: instantOf(day, plan.from),
      ends_at: instantOf(day, plan.to),
      place: plan.place ?? activity.place,
      task: plan.task,
      needed_skill: plan.skill ?? null,
      capacity: plan.capacity,
      taken: plan.taken,
      closed_at: null,
    }
    return { plan, activity, row }
  })
}

/** The next such weekday is never today, so that its shift is always still to come. */
function dayOfShift({ on }: DemoShift, today: Day): Day {
  if ('days' in on) return addDays(today, on.days)
  const ahead = (on.weekday - weekdayOf(today) + 7) % 7 || 7
  return addDays(today, ahead + 7 * (on.weeksLater ?? 0))
}

/** Whom the pictures show where: 陈静 carries dinners today and waits for the handrails. */
const wishes: readonly { activity: string; index: number; character: string; waits?: boolean }[] = [
  { activity: '给独居老人送晚饭', index: 0, character: 'chenJing' },
  { activity: '给独居老人送晚饭', index: 1, character: 'chenJing' },
  { activity: '给独居老人送晚饭', index: 2, character: 'zhouJianguo' },
  { activity: '楼道扶手大检查', index: 0, character: 'chenJing', waits: true },
  { activity: '楼道扶手大检查', index: 0, character: 'zhouJianguo' },
]

function signUpAll(
  shifts: readonly PlannedShift[],
  volunteers: readonly Volunteer[],
  dice: Dice,
  now: Date,
): Row<'signup'>[] {
  const rows: Row<'signup'>[] = []
  const turns = new Map<string, number>()
  const put = (shift: PlannedShift, volunteer: Volunteer, place: number) => {
    volunteer.busy.push({ startsAt: shift.row.starts_at, endsAt: shift.row.ends_at })
    const { residentId } = volunteer.resident
    const turn = (turns.get(residentId) ?? 0) + 1
    turns.set(residentId, turn)
    rows.push(signupRow(shift, residentId, { turn, place, number: rows.length + 1 }, now))
  }
  for (const shift of shifts) {
    const wanted = wishes.filter(
      ({ activity, index }) => activity === shift.activity.title && shift.activity.shifts[index] === shift.plan,
    )
    const named = (waits: boolean) =>
      wanted.flatMap((wish) => ((wish.waits ?? false) === waits ? volunteers.filter(isCalled(wish.character)) : []))
    const total = shift.plan.taken + (shift.plan.waiting ?? 0)
    const others = dice
      .shuffle(volunteers)
      .filter(
        (volunteer) => mayStand(volunteer, shift) && !wanted.some(({ character }) => isCalled(character)(volunteer)),
      )
    const line = [...named(false), ...others.slice(0, total - wanted.length)]
    // Who waits by wish is second in the line behind somebody else.
    line.splice(shift.plan.taken + 1, 0, ...named(true))
    if (line.length !== total) throw new Error(`too few volunteers for ${shift.activity.title}, ${shift.plan.task}`)
    for (const [place, volunteer] of line.entries()) put(shift, volunteer, place)
  }
  return rows
}

const characterNames: Readonly<Record<string, string>> = { chenJing: '陈静', zhouJianguo: '周建国' }
const isCalled =
  (character: string) =>
  ({ resident }: Volunteer) =>
    resident.name === characterNames[character] && resident.account !== null

function mayStand(volunteer: Volunteer, { plan, row }: PlannedShift): boolean {
  const hasSkill = plan.skill === undefined || volunteer.skills.includes(plan.skill)
  return hasSkill && volunteer.busy.every((other) => other.endsAt <= row.starts_at || other.startsAt >= row.ends_at)
}

function signupRow(
  { plan, row }: PlannedShift,
  residentId: string,
  { turn, place, number }: { turn: number; place: number; number: number },
  now: Date,
): Row<'signup'> {
  // The line forms in its order, in the days before the shift and before now.
  const before = row.starts_at < now ? row.starts_at : now
  const signedUpAt = addSeconds(before, -3_600 * (48 - place))
  const at = signedUpAt.toISOString()
  const id = idOf(`demo signup ${row.id} ${residentId}`)
  const hasPlace = place < plan.taken
  const history: SignupStep[] = [{ at, step: 'waiting', commandId: id }]
  if (hasPlace) history.push({ at, step: 'confirmed' })
  return {
    community_id: meiyuan,
    shift_id: row.id,
    resident_id: residentId,
    id,
    command_id: id,
    activity_id: row.activity_id,
    starts_at: row.starts_at,
    ends_at: row.ends_at,
    status: hasPlace ? 'confirmed' : 'waiting',
    // Smaller than every ULID of our days: whoever signs up from now on stands behind.
    seq: String(number).padStart(26, '0'),
    turn,
    version: history.length,
    notified_version: history.length,
    signed_up_at: signedUpAt,
    confirmed_at: hasPlace ? signedUpAt : null,
    withdrawn_at: null,
    history: json(history),
  }
}
