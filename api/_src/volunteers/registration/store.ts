import { sql } from 'kysely'
import type { PersonRef } from '../../../../shared/schemas.ts'
import type { Day } from '../../../../shared/time.ts'
import type { FreeTime, Skill, VolunteerStatus } from '../../../../shared/volunteers/lifecycle.ts'
import { defaultVolunteerSettings } from '../../../../shared/volunteers/settings.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import { boundPhones } from '../person.ts'
import type { VolunteerStep, VolunteerTable } from '../tables.ts'
import type { Registration } from './decide.ts'

/** What lists of other slices say about a volunteer. */
export interface Profile {
  volunteerStatus: VolunteerStatus
  volunteerNumber: string
  skills: readonly Skill[]
  freeTimes: readonly FreeTime[]
  introduction: string
  consentVersion: string
  joinedAt: Date
  version: number
}

/** A registration with what never changes in it. */
export interface VolunteerRow extends Registration {
  residentId: string
  volunteerNumber: string
  idNumberShown: string | null
  joinedAt: Date
  version: number
  history: readonly VolunteerStep[]
}

const guardianPhone = sql<string>`json_unquote(json_extract(v.guardian, '$.phone'))`

/** Never the sealed number: nothing needs it. */
const columns = [
  'v.resident_id',
  'v.volunteer_number',
  'v.status',
  'v.name',
  'v.sex',
  'v.birth_date',
  'v.id_number_mark',
  'v.id_number_shown',
  'v.living_area',
  'v.phone',
  'v.skills',
  'v.service_kinds',
  'v.free_times',
  'v.introduction',
  'v.consents',
  'v.guardian',
  'v.paused_until',
  'v.left_at',
  'v.joined_at',
  'v.version',
  'v.history',
] as const

type Selected = Pick<VolunteerTable, 'resident_id' | 'volunteer_number' | 'name' | 'sex' | 'birth_date'> &
  Pick<VolunteerTable, 'id_number_mark' | 'id_number_shown' | 'living_area' | 'phone' | 'skills' | 'service_kinds'> &
  Pick<VolunteerTable, 'free_times' | 'introduction' | 'consents' | 'guardian' | 'paused_until' | 'left_at'> &
  Pick<VolunteerTable, 'joined_at' | 'version' | 'history'> & { status: VolunteerStatus }

function rowFrom(row: Selected): VolunteerRow {
  return {
    residentId: row.resident_id,
    volunteerNumber: row.volunteer_number,
    status: row.status,
    name: row.name,
    sex: row.sex,
    birthDate: row.birth_date,
    idNumberMark: row.id_number_mark,
    idNumberShown: row.id_number_shown,
    livingArea: row.living_area,
    phone: row.phone,
    skills: row.skills,
    serviceKinds: row.service_kinds ?? [],
    freeTimes: row.free_times,
    introduction: row.introduction,
    consents: row.consents ?? [],
    guardian: row.guardian,
    pausedUntil: row.paused_until,
    leftAt: row.left_at,
    joinedAt: row.joined_at,
    version: row.version,
    history: row.history,
  }
}

/**
 * The person's registration, undefined for who has none; whether the guardian written down in it has had a message about
 * it in the own inbox; and from which age one may register here. One round trip.
 */
export async function lookUp(
  db: Db,
  { communityId, residentId }: PersonRef,
): Promise<{ known: VolunteerRow | undefined; isGuardianTold: boolean; leastAge: number }> {
  const row = await db
    .selectFrom(db.selectNoFrom(sql.lit(1).as('one')).as('one'))
    .leftJoin('volunteer as v', (join) =>
      join.on('v.community_id', '=', communityId).on('v.resident_id', '=', residentId),
    )
    .leftJoin('volunteer_setting as s', (join) => join.on('s.community_id', '=', communityId))
    .select(columns)
    .select('s.settings')
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('delivery as d')
            .innerJoin(boundPhones(communityId), (join) => join.onRef('bound.boundAccount', '=', 'd.recipient_id'))
            .select('d.id')
            .where('d.community_id', '=', communityId)
            .where('d.id', 'like', `${residentId}:%`)
            .where('d.channel', '=', 'inbox')
            .where('bound.boundPhone', '=', guardianPhone),
        )
        .as('guardian_told'),
    )
    .executeTakeFirstOrThrow()
  return {
    known: isSelected(row) ? rowFrom(row) : undefined,
    isGuardianTold: row.guardian_told === 1,
    leastAge: row.settings?.leastAge ?? defaultVolunteerSettings.leastAge,
  }
}

function isSelected(row: { resident_id: string | null }): row is Selected {
  return row.resident_id !== null
}

export interface Sealed {
  sealed: string
  mark: string
  shown: string
}

function columnsOf(registration: Registration, sealed: Sealed | null | undefined) {
  return {
    status: registration.status,
    name: registration.name,
    sex: registration.sex,
    birth_date: registration.birthDate,
    living_area: registration.livingArea,
    phone: registration.phone,
    skills: json([...registration.skills]),
    service_kinds: json([...registration.serviceKinds]),
    free_times: json([...registration.freeTimes]),
    introduction: registration.introduction,
    consents: json([...registration.consents]),
    guardian: registration.guardian === null ? null : json(registration.guardian),
    ranking_hidden: registration.consents.findLast(({ purpose }) => purpose === 'ranking')?.agreed === true ? 0 : 1,
    paused_until: registration.pausedUntil,
    left_at: registration.leftAt,
    ...(sealed !== undefined && {
      id_number_sealed: sealed?.sealed ?? null,
      id_number_mark: sealed?.mark ?? null,
      id_number_shown: sealed?.shown ?? null,
    }),
  }
}

function consentColumns({ consents }: Registration, now: Date) {
  // When somebody leaves it stays on record under which text they had agreed.
  const last = consents.findLast(({ purpose, agreed }) => purpose === 'records' && agreed)
  return { consent_version: last?.version ?? '', consented_at: last === undefined ? now : new Date(last.at) }
}

/** A step of which nobody is told is no news. */
function newsOf({ tells }: VolunteerStep, version: number): { news_version?: number } {
  return tells === undefined ? {} : { news_version: version }
}

export type Written = 'done' | 'number_taken' | 'id_number_taken' | 'lost'

/** `number_taken`: another volunteer of the community has this number. `lost`: the person was registered meanwhile. */
export async function insertVolunteer(
  db: Db,
  { communityId, residentId }: PersonRef,
  fresh: { registration: Registration; sealed: Sealed; volunteerNumber: string; step: VolunteerStep },
  now: Date,
): Promise<Written> {
  const { registration, sealed, volunteerNumber, step } = fresh
  try {
    await db
      .insertInto('volunteer')
      .values({
        community_id: communityId,
        resident_id: residentId,
        volunteer_number: volunteerNumber,
        ...columnsOf(registration, sealed),
        ...consentColumns(registration, now),
        joined_at: now,
        version: 1,
        ...newsOf(step, 1),
        history: json([step]),
      })
      .execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error, 'volunteer_id_number')) return 'id_number_taken'
    if (isDuplicate(error, 'volunteer_number')) return 'number_taken'
    if (isDuplicate(error, 'PRIMARY')) return 'lost'
    throw error
  }
}

/**
 * Writes the next version over the one that was read; `lost` when somebody was faster. `sealed` undefined leaves the
 * identity number as it is, null deletes it. `history` puts these steps in place of the ones there are.
 */
export async function saveVolunteer(
  db: Db,
  { communityId, residentId }: PersonRef,
  version: number,
  next: {
    registration: Registration
    sealed?: Sealed | null | undefined
    step: VolunteerStep
    history?: readonly VolunteerStep[] | undefined
  },
  now: Date,
): Promise<Exclude<Written, 'number_taken'>> {
  const { registration, sealed, step, history } = next
  const changes = {
    ...columnsOf(registration, sealed),
    ...consentColumns(registration, now),
    version: version + 1,
    ...newsOf(step, version + 1),
    history: history === undefined ? appendHistory(step) : json([...history, step]),
  }
  try {
    const { numUpdatedRows } = await db
      .updateTable('volunteer')
      .set(changes)
      .where('community_id', '=', communityId)
      .where('resident_id', '=', residentId)
      .where('version', '=', version)
      .executeTakeFirstOrThrow()
    return numUpdatedRows > 0n ? 'done' : 'lost'
  } catch (error) {
    if (isDuplicate(error, 'volunteer_id_number')) return 'id_number_taken'
    throw error
  }
}

/** Volunteers with a guardian of this telephone, or among these residents, who have not left; with their communities. */
export async function wardsOf(
  db: Db,
  communityIds: readonly string[],
  { phone, residentIds }: { phone: string | null; residentIds: readonly string[] },
): Promise<readonly (VolunteerRow & { communityId: string })[]> {
  if (communityIds.length === 0) return []
  const rows = await db
    .selectFrom('volunteer as v')
    .select(columns)
    .select('v.community_id')
    .where('v.community_id', 'in', communityIds)
    .where('v.status', '!=', 'left')
    .where('v.guardian', 'is not', null)
    .where((eb) =>
      eb.or([
        ...(phone === null ? [] : [eb(guardianPhone, '=', phone)]),
        ...(residentIds.length === 0 ? [] : [eb('v.resident_id', 'in', residentIds)]),
      ]),
    )
    .orderBy('v.joined_at', 'desc')
    .limit(20)
    .execute()
  return rows.map((row) => ({ ...rowFrom(row), communityId: row.community_id }))
}

/** Ends the rests that are over. One indexed statement. */
export async function endRests(db: Db, communityIds: readonly string[], today: Day, now: Date): Promise<void> {
  if (communityIds.length === 0) return
  await db
    .updateTable('volunteer')
    .set((eb) => ({
      status: 'active' as const,
      paused_until: null,
      version: eb('version', '+', 1),
      history: appendHistory<VolunteerStep>({ at: now.toISOString(), what: 'resumed' }),
    }))
    .where('community_id', 'in', communityIds)
    .where('status', '=', 'paused')
    .where('paused_until', '<', today)
    .execute()
}
