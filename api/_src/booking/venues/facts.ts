import { addDays, dayOf } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { exceptionsFor, exceptionsOf, type ScopedException } from '../piece-rows.ts'
import { exceptionPieces, jsonArray, jsonOf, piece, type Pieces } from '../store-pieces.ts'
import { cellsOf, Occupied, type Claim } from '../taking/decide-claims.ts'
import { claimPiece } from '../taking/store-facts.ts'
import type { Room, Stretch } from './decide.ts'

/** A service that gives rooms out, with the rooms and what departs from its week. */
export interface VenueService {
  serviceId: string
  name: string
  rooms: Room[]
  exceptions: readonly ScopedException[]
}

export interface VenueFacts {
  services: readonly VenueService[]
  occupied: Occupied
  /** What the user has of them already, at whatever times. */
  own: readonly Claim[]
}

export interface VenueLook {
  communityId: string
  /** Only this service. */
  serviceId?: string | undefined
  userId: string | undefined
  /** In order. */
  stretches: readonly Stretch[]
}

const rooms = (db: Db, communityId: string) =>
  db
    .selectFrom('service_need as n')
    .innerJoin('service as v', (join) =>
      join.onRef('v.community_id', '=', 'n.community_id').onRef('v.id', '=', 'n.service_id'),
    )
    .innerJoin('provider as p', (join) =>
      join.onRef('p.community_id', '=', 'v.community_id').onRef('p.id', '=', 'v.provider_id'),
    )
    .innerJoin('resource as r', (join) =>
      join.onRef('r.community_id', '=', 'n.community_id').onRef('r.id', '=', 'n.resource_id'),
    )
    .where('n.community_id', '=', communityId)
    .where('v.category', '=', 'venues')
    .where('v.withdrawn_at', 'is', null)
    .where('p.withdrawn_at', 'is', null)
    .where('r.withdrawn_at', 'is', null)
    .where('r.kind', '=', 'room')

/** The rooms of a community, what closes them, and who has them: one statement. */
export async function readVenues(db: Db, look: VenueLook, now: Date): Promise<VenueFacts> {
  const { communityId, serviceId, userId, stretches } = look
  const cells = stretches.flatMap(cellsOf)
  const [first = 1, last = 0] = [cells[0], cells.at(-1)]
  const fromDay = dayOf(stretches[0]?.startsAt ?? now)
  const toDay = addDays(dayOf(stretches.at(-1)?.endsAt ?? now), 1)
  const taken: Pieces = db
    .selectFrom('resource as r')
    .innerJoin('booking_claim as c', (join) =>
      join.onRef('c.community_id', '=', 'r.community_id').onRef('c.claim_key', '=', 'r.id'),
    )
    .leftJoin('booking as b', (join) =>
      join.onRef('b.community_id', '=', 'c.community_id').onRef('b.id', '=', 'c.booking_id'),
    )
    .select(claimPiece('place', now, false))
    .where('r.community_id', '=', communityId)
    .where('r.kind', '=', 'room')
    .where('c.cell', '>=', first)
    .where('c.cell', '<=', last)
  const own: Pieces = db
    .selectFrom('booking_claim as o')
    .select(piece('own', { k: 'o.claim_key', n: 'o.cell', m: 'o.unit', b: 'o.booking_id', t: jsonArray('o.need') }))
    .where('o.community_id', '=', communityId)
    .where('o.booking_id', '=', userId ?? '')
  const pieces = await rooms(db, communityId)
    .select(
      piece('room', {
        k: 'n.service_id',
        m: 'r.units',
        b: 'n.resource_id',
        s: 'v.provider_id',
        t: jsonArray('v.name', 'r.name', 'v.position'),
      }),
    )
    .$if(serviceId !== undefined, (query) => query.where('n.service_id', '=', serviceId ?? ''))
    .unionAll([exceptionPieces(db, communityId, fromDay, toDay), taken, own] as never)
    .execute()

  const exceptions = exceptionsOf(pieces)
  const services = new Map<string, VenueService & { position: number }>()
  const occupied = new Occupied()
  const claims: Claim[] = []
  for (const { kind, k, n, m, b, s, t } of pieces) {
    if (kind === 'room' && k !== null && b !== null) {
      const [serviceName, name, position] = jsonOf<[string, string, number]>(t)
      const scope = { serviceId: k, providerId: s ?? '' }
      const service = services.get(k) ?? {
        serviceId: k,
        name: serviceName,
        position,
        rooms: [],
        exceptions: exceptionsFor(exceptions, scope),
      }
      service.rooms.push({ resourceId: b, name, units: m ?? 1 })
      services.set(k, service)
    } else if (kind === 'place' && k !== null && n !== null && m !== null) {
      occupied.add({ key: k, cell: n, unit: m }, s === 'void' && b !== null ? { cleared: b } : 'live')
    } else if (kind === 'own' && k !== null && n !== null && m !== null) {
      claims.push({ key: k, cell: n, unit: m, need: jsonOf<[number]>(t)[0] })
    }
  }
  for (const claim of claims) occupied.remove(claim)
  return {
    services: [...services.values()].toSorted((one, other) => one.position - other.position),
    occupied,
    own: claims,
  }
}
