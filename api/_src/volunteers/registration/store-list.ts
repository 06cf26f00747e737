import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import type { Input } from '../../../../shared/contract.ts'
import { volunteerStatuses, type Skill, type VolunteerStatus } from '../../../../shared/volunteers/lifecycle.ts'
import type { registrationContract } from '../../../../shared/volunteers/registration-contract.ts'
import type { Day } from '../../../../shared/time.ts'
import { residentHomes } from '../person.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import '../tables.ts'

type Asked = Input<(typeof registrationContract)['volunteers.deskList']>

export interface ListedRow {
  resident_id: string
  volunteer_number: string
  name: string | null
  phone: string | null
  status: VolunteerStatus
  id_number_mark: string | null
  skills: Skill[]
  paused_until: Day | null
  joined_at: Date
  homeName: string | null
  homeBuilding: string | null
  homeUnit: string | null
  homeRoom: string | null
}

/**
 * Volunteers of a community, newest first, at most `limit`; how many fit in all, and how many there are of each status.
 * One statement: a row without a volunteer where none fits, so that the numbers always come.
 */
export async function listVolunteers(
  db: Db,
  asked: Asked,
  limit: number,
): Promise<{ rows: readonly ListedRow[]; total: number; counts: Record<VolunteerStatus, number> }> {
  const { communityId, after } = asked
  let found = fitting(db, asked)
    .select(['v.resident_id', 'v.volunteer_number', 'v.name', 'v.phone', 'v.status', 'v.id_number_mark', 'v.skills'])
    .select(['v.paused_until', 'v.joined_at'])
    .select(['home.homeName', 'home.homeBuilding', 'home.homeUnit', 'home.homeRoom'])
  if (after !== null) {
    const joinedAt = new Date(after.joinedAt)
    found = found.where((eb) =>
      eb.or([
        eb('v.joined_at', '<', joinedAt),
        eb.and([eb('v.joined_at', '=', joinedAt), eb('v.resident_id', '<', after.residentId)]),
      ]),
    )
  }
  const listed = found.orderBy('v.joined_at', 'desc').orderBy('v.resident_id', 'desc').limit(limit)
  const countOf = (status: VolunteerStatus) =>
    db
      .selectFrom('volunteer as c')
      .where('c.community_id', '=', communityId)
      .where('c.status', '=', status)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .as(status)
  const answer = await db
    .selectFrom(db.selectNoFrom(sql.lit(1).as('one')).as('one'))
    .leftJoin(listed.as('x'), (join) => join.onTrue())
    .selectAll('x')
    .select(
      fitting(db, asked)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .as('total'),
    )
    .select(volunteerStatuses.map(countOf))
    .orderBy('x.joined_at', 'desc')
    .orderBy('x.resident_id', 'desc')
    .execute()
  const [first] = answer
  const numberOf = (status: VolunteerStatus) => first?.[status] ?? 0
  return {
    rows: answer.filter((row): row is typeof row & ListedRow => row.resident_id !== null),
    total: first?.total ?? 0,
    counts: {
      awaiting_guardian: numberOf('awaiting_guardian'),
      active: numberOf('active'),
      paused: numberOf('paused'),
      left: numberOf('left'),
    },
  }
}

function fitting(db: Db, { communityId, search, status, skill }: Asked) {
  let found = db
    .selectFrom('volunteer as v')
    .leftJoin(residentHomes(communityId), (join) => join.onRef('home.id', '=', 'v.resident_id'))
    .where('v.community_id', '=', communityId)
  if (status !== null) found = found.where('v.status', '=', status)
  if (skill !== null) found = found.where(sql<SqlBool>`json_contains(v.skills, ${JSON.stringify(skill)})`)
  const words = search.replaceAll(/\s/g, '')
  if (words !== '') found = found.where((eb) => named(eb, words))
  return found
}

type Named = ExpressionBuilder<{ v: Tables['volunteer']; home: { homeName: string | null } }, 'v' | 'home'>

/** Digits are a volunteer number or the end of a telephone, anything else is part of a name. */
function named(eb: Named, words: string): Expression<SqlBool> {
  if (/^\d+$/.test(words)) return eb.or([eb('v.volunteer_number', '=', words), eb('v.phone', 'like', `%${words}`)])
  const part = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return eb.or([eb('v.name', 'like', part), eb.and([eb('v.name', 'is', null), eb('home.homeName', 'like', part)])])
}
