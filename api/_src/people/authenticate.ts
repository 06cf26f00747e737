import type { Actor, Identity, StaffGrant } from '../platform/actor.ts'
import type { Db } from '../platform/db/tables.ts'
import { identityInUse, mustNoteSeen, sessionLives } from './decide.ts'
import { tokenHash } from './secrets.ts'
import { noteSeen, sessionRows, type SessionRow } from './store-session.ts'

/**
 * Who holds this token: one statement, on every request, so that an ended session, a revoked role and a delegation
 * taken back end at once. Undefined for an unknown, ended or expired session. Once in a while the sign of life is
 * written down: after the reply when `afterwards` is given, else before.
 */
export async function authenticate(
  db: Db,
  token: string,
  now: Date,
  afterwards?: (task: () => Promise<void>) => void,
): Promise<Actor | undefined> {
  const hash = tokenHash(token)
  const rows = await sessionRows(db, hash, now)
  const [first] = rows
  if (first === undefined) return undefined
  const actor = actorFrom(first, rows)
  const isStaff = actor.staff.length > 0
  const times = { createdAt: first.created_at, lastSeenAt: first.last_seen_at }
  if (!sessionLives(times, isStaff, now)) return undefined
  if (mustNoteSeen(times, isStaff, now)) {
    const note = () => noteSeen(db, hash, now)
    if (afterwards) afterwards(note)
    else await note()
  }
  return actor
}

/**
 * The rows are every identity with every staff role with every community below it: each is taken once. They are put in
 * order here, because a few rows are sorted faster than a statement that must sort.
 */
function actorFrom(first: SessionRow, rows: readonly SessionRow[]): Actor {
  const identities = new Map<string, Identity>()
  const grants = new Map<string, StaffGrant & { communityIds: string[] }>()
  for (const row of rows.toSorted(byTime)) {
    if (row.resident_id !== null) identities.set(`${row.community_id} ${row.resident_id}`, identityFrom(row))
    const { role, area_code: areaCode, post_name: postName } = row
    if (role === null || areaCode === null || postName === null) continue
    const key = `${role} ${areaCode}`
    const grant = grants.get(key) ?? { role, areaCode, postName, communityIds: [] }
    grants.set(key, grant)
    // From the community down, the area's own code holds the community's.
    const below = areaCode.length >= 12 ? areaCode.slice(0, 12) : row.community_below
    if (below !== null && !grant.communityIds.includes(below)) grant.communityIds.push(below)
  }
  const all = [...identities.values()]
  return {
    accountId: first.account_id,
    displayName: first.display_name,
    phone: first.phone,
    sessionId: first.session_id,
    identity: identityInUse(all, { communityId: first.active_community_id, residentId: first.active_resident_id }),
    identities: all,
    staff: [...grants.values()],
  }
}

/** Older identities first; then anything that is the same each time. */
function byTime(a: SessionRow, b: SessionRow): number {
  return (a.since?.getTime() ?? 0) - (b.since?.getTime() ?? 0) || (keyOf(a) < keyOf(b) ? -1 : 1)
}

const keyOf = (row: SessionRow) => [row.resident_id, row.area_code, row.role, row.community_below].join(' ')

function identityFrom(row: SessionRow): Identity {
  return {
    communityId: row.community_id ?? '',
    residentId: row.resident_id ?? '',
    residentName: row.resident_name ?? '',
    relation: row.relation ?? 'self',
    scopes: row.scopes ?? [],
    gridCode: row.grid_code ?? '',
    address: row.address ?? '',
    birthDate: row.birth_date,
    livingAlone: row.living_alone === 1,
  }
}
