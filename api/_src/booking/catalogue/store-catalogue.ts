import { sql, type Selectable } from 'kysely'
import type { ServiceCategory } from '../../../../shared/booking/lifecycle.ts'
import type { Day } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { exceptionPieces, holidayPieces, jsonOf, needPieces, piece, type Piece, type Pieces } from '../store-pieces.ts'
import type { ProviderTable, ServiceTable } from '../tables.ts'

export type ProviderRow = Selectable<ProviderTable>
/** A service and the columns of its provider that a list of services needs. */
export type OfferedRow = Selectable<ServiceTable> & {
  providerName: string
  providerPhone: string
  openingHours: ProviderRow['opening_hours']
  providerKind: ProviderRow['kind']
  providerAddress: string
  providerIntroduction: string
  providerAccess: ProviderRow['access']
  /** The resources that can serve its needs, as JSON; null when it has none. */
  resourceIds: string | string[] | null
}

/** The services on offer, in the order of the catalogue, each with its provider. */
export function readOffered(
  db: Db,
  { communityId, category, serviceId }: { communityId: string; category?: ServiceCategory; serviceId?: string },
): Promise<OfferedRow[]> {
  return db
    .selectFrom('service as v')
    .innerJoin('provider as p', (join) =>
      join.onRef('p.community_id', '=', 'v.community_id').onRef('p.id', '=', 'v.provider_id'),
    )
    .selectAll('v')
    .select(['p.name as providerName', 'p.phone as providerPhone', 'p.opening_hours as openingHours'])
    .select(['p.kind as providerKind', 'p.address as providerAddress', 'p.introduction as providerIntroduction'])
    .select('p.access as providerAccess')
    .select((eb) =>
      eb
        .selectFrom('service_need as n')
        .select(sql<string | string[] | null>`json_arrayagg(n.resource_id)`.as('ids'))
        .where('n.community_id', '=', communityId)
        .whereRef('n.service_id', '=', 'v.id')
        .as('resourceIds'),
    )
    .where('v.community_id', '=', communityId)
    .where('v.withdrawn_at', 'is', null)
    .where('p.withdrawn_at', 'is', null)
    .$if(category !== undefined, (query) => query.where('v.category', '=', category as ServiceCategory))
    .$if(serviceId !== undefined, (query) => query.where('v.id', '=', serviceId as string))
    .orderBy('v.category')
    .orderBy('v.position')
    .orderBy('v.id')
    .execute()
}

/** What decides when each of these services has its first free place, for nobody in particular. */
export function readTaken(
  db: Db,
  communityId: string,
  services: readonly Pick<OfferedRow, 'id' | 'reserved_places' | 'resourceIds'>[],
  window: { fromDay: Day; toDay: Day; fromCell: number; toCell: number },
): Promise<Piece[]> {
  const { fromDay, toDay, fromCell, toCell } = window
  const idsOf = (rows: typeof services) => rows.map(({ id }) => id)
  const countedIds = idsOf(services.filter((service) => service.reserved_places === 0))
  const keptIds = idsOf(services.filter((service) => service.reserved_places > 0))
  const resources = services.flatMap(({ resourceIds }) => (resourceIds === null ? [] : jsonOf<string[]>(resourceIds)))
  const claims = (keys: readonly string[]) =>
    db
      .selectFrom('booking_claim as c')
      .where('c.community_id', '=', communityId)
      .where('c.claim_key', 'in', [...new Set(keys)])
      .where('c.cell', '>=', fromCell)
      .where('c.cell', '<', toCell)
  const parts: Pieces[] = [
    exceptionPieces(db, communityId, fromDay, toDay),
    holidayPieces(db, communityId, fromDay, toDay),
  ]
  if (countedIds.length > 0) {
    parts.push(
      claims(countedIds)
        .select(piece('counted', { k: 'c.claim_key', n: 'c.cell', m: sql`count(*)` }))
        .groupBy(['c.claim_key', 'c.cell', sql`c.unit div ${sql.lit(unitsTogether)}`]),
    )
  }
  const single = [...keptIds, ...resources]
  if (single.length > 0) {
    parts.push(claims(single).select(piece('place', { k: 'c.claim_key', n: 'c.cell', m: 'c.unit' })))
  }
  return needPieces(db, communityId, idsOf(services))
    .unionAll(parts as never)
    .execute()
}

/** How many rows of claims are counted into one: few enough that hardly more is read than sent. */
const unitsTogether = 4

/** Who gives services here, and what they offer; in the order of the list. */
export async function readProviders(db: Db, communityId: string) {
  return db
    .selectFrom('provider as p')
    .leftJoin('service as v', (join) =>
      join
        .onRef('v.community_id', '=', 'p.community_id')
        .onRef('v.provider_id', '=', 'p.id')
        .on('v.withdrawn_at', 'is', null),
    )
    .selectAll('p')
    .select(['v.id as serviceId', 'v.name as serviceName'])
    .where('p.community_id', '=', communityId)
    .where('p.withdrawn_at', 'is', null)
    .orderBy('p.position')
    .orderBy('p.id')
    .orderBy('v.category')
    .orderBy('v.position')
    .execute()
}

/** Departures from the week and own holidays of these days. */
export function readCalendar(db: Db, communityId: string, fromDay: Day, toDay: Day): Promise<Piece[]> {
  return holidayPieces(db, communityId, fromDay, toDay)
    .unionAll([exceptionPieces(db, communityId, fromDay, toDay)] as never)
    .execute()
}
