import type { Day } from '../../../shared/time.ts'
import type { ShiftRole } from '../../../shared/volunteering/lifecycle.ts'
import type { Skill, VolunteerStatus } from '../../../shared/volunteers/lifecycle.ts'
import { createApp, type App } from '../app.ts'
import { authenticate } from '../people/authenticate.ts'
import type { Db } from '../platform/db/tables.ts'
import { json } from '../platform/db/values.ts'
import { newId } from '../platform/ids.ts'
import { createLog } from '../platform/log.ts'
import { createWechatClient } from '../platform/wechat/client.ts'
import { volunteeringSlice } from '../volunteering/slice.ts'
import { places, TestPeople, type TestResident } from './actors.ts'
import { worksOn } from './database.ts'

/** A clock a test can move. */
export interface HeldClock {
  now: Date
}

/** The application with this slice alone; nothing leaves for WeChat, and without `tells` nobody is told anything. */
export function volunteeringApp(db: Db, clock: HeldClock, { tells = true }: { tells?: boolean } = {}): App {
  const { contract, handlers } = volunteeringSlice
  const wechat = createWechatClient({
    baseUrl: 'http://127.0.0.1:9',
    appId: 'test',
    appSecret: 'test',
    db,
    timeoutMilliseconds: 100,
    miniprogramState: 'developer',
  })
  const app = createApp({
    slices: [tells ? volunteeringSlice : { contract, handlers }],
    db,
    wechat,
    authenticate,
    recipients: { accountsOf: async () => [] },
    clock: () => clock.now,
    log: createLog(() => undefined),
    checkOutput: true,
  })
  return worksOn(db, app)
}

/** Signed-in residents who are volunteers, as many as a race needs. */
export async function makeVolunteers(db: Db, count: number, now: Date): Promise<TestResident[]> {
  const people = new TestPeople(now)
  const residents = people.residents(count)
  await people.save(db)
  await joinAll(db, residents, { now })
  return residents
}

const rowsPerStatement = 250
/** Counted, because numbers made from ids meet now and then among thousands. */
let lastNumber = 10_000_000

export interface JoinOptions {
  now: Date
  skills?: Skill[]
  status?: VolunteerStatus
  /** Null: joined before registration was by law, and has not completed it. */
  name?: string | null
  birthDate?: Day | null
  /** Agreed to be called when somebody is missing at the last minute. */
  calls?: boolean
}

/** Makes active volunteers with names of these residents, without a call for each. */
export async function joinAll(
  db: Db,
  residents: readonly Pick<TestResident, 'name' | 'person'>[],
  { skills = [], now, status = 'active', name: givenName, birthDate = '1986-05-12', calls = false }: JoinOptions,
): Promise<void> {
  for (let from = 0; from < residents.length; from += rowsPerStatement) {
    await db
      .insertInto('volunteer')
      .values(
        residents.slice(from, from + rowsPerStatement).map(({ name, person }) => ({
          community_id: person.communityId,
          resident_id: person.residentId,
          volunteer_number: String((lastNumber += 1)),
          skills: json(skills),
          free_times: json([]),
          introduction: '',
          consent_version: 'test',
          consented_at: now,
          joined_at: now,
          version: 1,
          history: json([]),
          status,
          name: givenName === undefined ? name : givenName,
          birth_date: birthDate,
          consents: json(
            (['records', 'calls'] as const).map((purpose) => ({
              purpose,
              agreed: purpose === 'records' || calls,
              version: 'test',
              at: now.toISOString(),
            })),
          ),
        })),
      )
      .execute()
  }
}

export interface ShiftOptions {
  communityId?: string
  activityId?: string
  startsAt: Date
  hours?: number
  capacity: number
  neededSkill?: Skill | null
  closedAt?: Date | null
  role?: ShiftRole
  /** Kept for who never served before, until that moment. */
  firstTimerPlaces?: number
  firstTimersUntil?: Date | null
}

/** A shift, with an activity and a group of its own unless `activityId` names one. Answers with the ids. */
export async function openShift(db: Db, options: ShiftOptions): Promise<{ shiftId: string; activityId: string }> {
  const {
    communityId = places.community,
    startsAt,
    hours = 2,
    capacity,
    neededSkill = null,
    closedAt = null,
    role = 'volunteer',
    firstTimerPlaces = 0,
    firstTimersUntil = null,
  } = options
  const activityId = options.activityId ?? (await openActivity(db, communityId))
  const shiftId = newId()
  await db
    .insertInto('shift')
    .values({
      community_id: communityId,
      id: shiftId,
      activity_id: activityId,
      starts_at: startsAt,
      ends_at: new Date(startsAt.getTime() + hours * 3_600_000),
      place: '社区卫生站门口',
      task: '引导登记',
      needed_skill: neededSkill,
      capacity,
      taken: 0,
      closed_at: closedAt,
      role,
      first_timer_places: firstTimerPlaces,
      first_timers_until: firstTimersUntil,
    })
    .execute()
  return { shiftId, activityId }
}

async function openActivity(db: Db, communityId: string): Promise<string> {
  const groupId = newId()
  const activityId = newId()
  await db
    .insertInto('volunteer_group')
    .values({ community_id: communityId, id: groupId, name: '银发互助队' })
    .execute()
  await db
    .insertInto('activity')
    .values({
      community_id: communityId,
      id: activityId,
      group_id: groupId,
      category: 'health',
      title: '周六义诊',
      line: '给老邻居量血压、测血糖',
      icon: 'stethoscope',
      place: '社区卫生站门口',
      description: '给老邻居量血压、测血糖。',
      risk_notice: '要站两个小时。',
      insured: 1,
      contact_name: '林芳医生',
      contact_phone: '13900000011',
    })
    .execute()
  return activityId
}

/** These residents were at this shift, as if they had signed up and come: they have served before. */
export async function cameTo(
  db: Db,
  residents: readonly TestResident[],
  { shiftId, activityId, startsAt }: { shiftId: string; activityId: string; startsAt: Date },
): Promise<void> {
  for (let from = 0; from < residents.length; from += rowsPerStatement) {
    const piece = residents.slice(from, from + rowsPerStatement)
    await db
      .insertInto('signup')
      .values(
        piece.map(({ person }) => {
          const id = newId()
          return {
            community_id: person.communityId,
            shift_id: shiftId,
            resident_id: person.residentId,
            id,
            command_id: id,
            activity_id: activityId,
            starts_at: startsAt,
            ends_at: new Date(startsAt.getTime() + 7_200_000),
            status: 'attended' as const,
            seq: id,
            turn: 1,
            version: 1,
            notified_version: 1,
            signed_up_at: startsAt,
            confirmed_at: startsAt,
            withdrawn_at: null,
            history: json([{ at: startsAt.toISOString(), step: 'checked_out' as const }]),
          }
        }),
      )
      .execute()
    await db
      .updateTable('shift')
      .set((eb) => ({ taken: eb('taken', '+', piece.length) }))
      .where('community_id', '=', places.community)
      .where('id', '=', shiftId)
      .execute()
  }
}

/** What a storm must leave as it is: places counted and places held, and the line in its order. */
export async function tally(db: Db, shiftId: string, communityId = places.community) {
  const { taken, capacity, firstTimersTaken } = await db
    .selectFrom('shift')
    .select(['taken', 'capacity', 'first_timers_taken as firstTimersTaken'])
    .where('community_id', '=', communityId)
    .where('id', '=', shiftId)
    .executeTakeFirstOrThrow()
  const rows = await db
    .selectFrom('signup')
    .select([
      'is_first_timer as isFirstTimer',
      'resident_id as residentId',
      'status',
      'seq',
      'version',
      'history',
      'notified_version as notifiedVersion',
    ])
    .where('community_id', '=', communityId)
    .where('shift_id', '=', shiftId)
    .orderBy('seq')
    .execute()
  const count = (status: string) => rows.filter((row) => row.status === status).length
  return {
    taken,
    firstTimersTaken,
    capacity,
    rows,
    confirmed: count('confirmed'),
    waiting: count('waiting'),
    withdrawn: count('withdrawn'),
  }
}
