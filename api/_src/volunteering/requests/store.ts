import { isDuplicate } from '../../platform/db/errors.ts'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { json } from '../../platform/db/values.ts'
import { placedStatuses } from '../../../../shared/volunteering/lifecycle.ts'
import { menu, type RequestStatus } from '../../../../shared/volunteering/menu.ts'
import { homeColumns, residentHomes, residentPhones } from './asks-for.ts'
import { mostOpenRequests } from './decide.ts'
import type { ActivityStep } from '../tables.ts'
import type { RequestStep, VolunteerRequestTable } from './tables.ts'
import './tables.ts'

export type NewRequest = Omit<VolunteerRequestTable, 'untold'>

/** Where a person lives, and how many of their requests are open; undefined where nobody of that id is registered. */
export async function personWhoAsks(db: Db, person: { communityId: string; residentId: string }, now: Date) {
  const { communityId, residentId } = person
  const row = await db
    .selectFrom(residentHomes(communityId))
    .innerJoin(residentPhones(communityId), 'ring.id', 'home.id')
    .select(homeColumns)
    .select('ring.ringPhone')
    .select((eb) =>
      eb
        .selectFrom('volunteer_request as r')
        .where('r.community_id', '=', communityId)
        .where('r.resident_id', '=', residentId)
        .where('r.starts_at', '>', now)
        .where('r.status', 'in', ['asked', 'accepted'])
        .select(eb.fn.countAll<number>().as('n'))
        .as('open'),
    )
    .where('home.id', '=', residentId)
    .executeTakeFirst()
  return row && { ...row, isFull: (row.open ?? 0) >= mostOpenRequests }
}

/** `there` = the same id was used before. */
export async function insertRequest(db: Db, row: NewRequest): Promise<'done' | 'there'> {
  try {
    await db
      .insertInto('volunteer_request')
      .values({ ...row, history: json(row.history) })
      .execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error)) return 'there'
    throw error
  }
}

const columns = [
  'r.community_id',
  'r.id',
  'r.resident_id',
  'r.resident_name',
  'r.grid_code',
  'r.building',
  'r.address',
  'r.phone',
  'r.item',
  'r.starts_at',
  'r.ends_at',
  'r.wanted',
  'r.words',
  'r.status',
  'r.asked_by',
  'r.asked_by_name',
  'r.due_day',
  'r.group_id',
  'r.activity_id',
  'r.shift_id',
  'r.answered_by_name',
  'r.answer',
  'r.version',
  'r.history',
] as const

export type RequestRow = Awaited<ReturnType<typeof listRequests>>[number]

/** Requests with how many took them, and whether the caller did. */
function requestsSeenBy(db: Db, communityId: string, callerId: string) {
  return db
    .selectFrom('volunteer_request as r')
    .leftJoin('shift as h', (join) =>
      join.onRef('h.community_id', '=', 'r.community_id').onRef('h.id', '=', 'r.shift_id'),
    )
    .leftJoin('signup as s', (join) =>
      join
        .onRef('s.community_id', '=', 'r.community_id')
        .onRef('s.shift_id', '=', 'r.shift_id')
        .on('s.resident_id', '=', callerId),
    )
    .where('r.community_id', '=', communityId)
    .select(columns)
    .select(['h.taken', 's.status as own_status'])
}

const mostListed = 100

/** Newest first for a person; soonest first for volunteers and for the desk. `callerId` is empty for who is no resident. */
export async function listRequests(
  db: Db,
  of: {
    communityId: string
    callerId: string
    residentIds?: readonly string[]
    isOpen?: boolean
    gridPrefixes?: readonly string[]
  },
  now: Date,
) {
  const { residentIds, isOpen = false, gridPrefixes } = of
  const query = requestsSeenBy(db, of.communityId, of.callerId)
  if (residentIds) {
    return query
      .where('r.resident_id', 'in', [...residentIds])
      .orderBy('r.starts_at', 'desc')
      .limit(mostListed)
      .execute()
  }
  const coming = query.where('r.starts_at', '>', now).orderBy('r.starts_at').limit(mostListed)
  if (isOpen) return coming.where('r.status', '=', 'accepted').execute()
  return coming
    .where('r.status', 'in', ['asked', 'accepted'])
    .where((eb) => eb.or((gridPrefixes ?? []).map((prefix) => eb('r.grid_code', 'like', `${prefix}%`))))
    .execute()
}

/** One request with who comes. */
export async function findRequest(db: Db, communityId: string, id: string, callerId: string) {
  const rows = await requestsSeenBy(db, communityId, callerId)
    .leftJoin('signup as p', (join) =>
      join
        .onRef('p.community_id', '=', 'r.community_id')
        .onRef('p.shift_id', '=', 'r.shift_id')
        .on('p.status', 'in', [...placedStatuses]),
    )
    .leftJoin('volunteer as v', (join) =>
      join.onRef('v.community_id', '=', 'p.community_id').onRef('v.resident_id', '=', 'p.resident_id'),
    )
    .leftJoin('area as c', 'c.code', 'r.community_id')
    .where('r.id', '=', id)
    .select('c.hotline')
    .select(['v.name as volunteer_name', 'v.volunteer_number'])
    .execute()
  const [row] = rows
  if (!row) return undefined
  const volunteers = rows.flatMap(({ volunteer_name: name, volunteer_number: volunteerNumber }) =>
    name === null || volunteerNumber === null ? [] : [{ name, volunteerNumber }],
  )
  return { ...row, volunteers }
}

export type FoundRequest = NonNullable<Awaited<ReturnType<typeof findRequest>>>

/** True for a group of the community that takes part in its life. */
export async function isActiveGroup(db: Db, communityId: string, groupId: string): Promise<boolean> {
  const row = await db
    .selectFrom('volunteer_group')
    .select('id')
    .where('community_id', '=', communityId)
    .where('id', '=', groupId)
    .where('status', '=', 'active')
    .executeTakeFirst()
  return row !== undefined
}

/** One move of the row; false when somebody was faster. */
export async function writeMove(
  db: Db,
  row: { community_id: string; id: string; version: number },
  step: RequestStep & { step: RequestStatus },
  change: Partial<
    Pick<VolunteerRequestTable, 'group_id' | 'activity_id' | 'shift_id' | 'answered_by' | 'answered_by_name' | 'answer'>
  >,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('volunteer_request')
    .set({ ...change, status: step.step, version: row.version + 1, history: appendHistory(step) })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/**
 * Takes an accepted request back together with the activity made for it: both or neither. What stands in its shift is
 * emptied then, and by the clock where that breaks off. False when somebody was faster.
 */
export async function writeCancel(
  db: Db,
  row: { community_id: string; id: string; version: number; activity_id: string },
  step: RequestStep & { step: 'withdrawn' },
  now: Date,
): Promise<boolean> {
  const { at, byName, words } = step
  const { numUpdatedRows } = await db
    .updateTable(['volunteer_request as r', 'activity as a'])
    .set('r.status', step.step)
    .set('r.version', row.version + 1)
    .set('r.history', appendHistory(step, 'r.history'))
    .set('a.status', 'cancelled')
    .set('a.version', (eb) => eb('a.version', '+', 1))
    .set('a.notified_version', (eb) => eb.ref('a.version'))
    .set('a.history', appendHistory<ActivityStep>({ at, step: 'cancelled', byName, words }, 'a.history'))
    .set('a.closed_at', now)
    .set('a.due_at', now)
    .where('r.community_id', '=', row.community_id)
    .where('r.id', '=', row.id)
    .where('r.version', '=', row.version)
    .where('a.community_id', '=', row.community_id)
    .where('a.id', '=', row.activity_id)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Accepted requests of which something is to be said: somebody has taken them, or a day before still nobody has. */
export function requestsWithNews(db: Db, communityIds: readonly string[], { now, soon }: { now: Date; soon: Date }) {
  return db
    .selectFrom('volunteer_request as r')
    .innerJoin('shift as h', (join) =>
      join.onRef('h.community_id', '=', 'r.community_id').onRef('h.id', '=', 'r.shift_id'),
    )
    .select(['r.community_id', 'r.id', 'r.version', 'h.taken'])
    .where('r.community_id', 'in', [...communityIds])
    .where('r.status', '=', 'accepted')
    .where('r.starts_at', '>', now)
    .where((eb) =>
      eb.or([
        eb.and([eb('h.taken', '>', 0), eb.or([eb('r.outlook', 'is', null), eb('r.outlook', '=', 'unmet')])]),
        eb.and([
          eb('h.taken', '=', 0),
          eb('r.starts_at', '<', soon),
          eb.or([eb('r.outlook', 'is', null), eb('r.outlook', '=', 'found')]),
        ]),
      ]),
    )
    .limit(mostListed)
    .execute()
}

/** Writes the outlook down, once for each change of it. */
export async function writeOutlook(
  db: Db,
  row: { community_id: string; id: string; version: number },
  outlook: 'found' | 'unmet',
  now: Date,
): Promise<void> {
  const step: RequestStep = { at: now.toISOString(), step: outlook, by: '', byName: '', words: '' }
  await db
    .updateTable('volunteer_request')
    .set({ outlook, version: row.version + 1, history: appendHistory(step) })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .execute()
}

/** Who answers for an accepted request towards volunteers. */
export interface Contact {
  name: string
  phone: string
}

/**
 * Makes the activity and the shift of an accepted request, as often as it is asked: they have the ids that the request
 * names. Nothing of who asked stands in them.
 */
export async function makeShift(
  db: Db,
  request: Pick<
    RequestRow,
    | 'community_id'
    | 'id'
    | 'item'
    | 'building'
    | 'starts_at'
    | 'ends_at'
    | 'wanted'
    | 'group_id'
    | 'activity_id'
    | 'shift_id'
  >,
  { contact, insured, byName, now }: { contact: Contact; insured: boolean; byName: string; now: Date },
): Promise<void> {
  const { community_id, group_id: groupId, activity_id: activityId, shift_id: shiftId } = request
  if (groupId === null || activityId === null || shiftId === null) return
  const item = menu[request.item]
  const place = `${request.building} 栋`
  const { starts_at, ends_at } = request
  await db
    .insertInto('activity')
    .values({
      community_id,
      id: activityId,
      group_id: groupId,
      category: item.kind,
      title: item.name,
      line: `${place}的邻居请人帮忙`,
      icon: item.icon,
      place,
      description: `${item.line}。报上以后，这里能看到是哪一家。`,
      risk_notice: '进门先报姓名和编号。不收钱，不收礼，拿不准就打电话给社区。',
      insured: insured ? 1 : 0,
      contact_name: contact.name,
      contact_phone: contact.phone,
      kind: 'volunteering',
      status: 'published',
      request_id: request.id,
      starts_at,
      ends_at,
      made_by_name: byName,
      published_at: now,
      due_at: now,
      history: json([{ at: now.toISOString(), step: 'published', byName }]),
    })
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
  await db
    .insertInto('shift')
    .values({
      community_id,
      id: shiftId,
      activity_id: activityId,
      starts_at,
      ends_at,
      place,
      task: item.name,
      needed_skill: item.skill,
      capacity: request.wanted,
      taken: 0,
      role: 'volunteer',
      closed_at: null,
    })
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}
