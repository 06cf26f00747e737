import { sql, type Selectable } from 'kysely'
import type { ServiceCategory } from '../../../../shared/booking/lifecycle.ts'
import type { Day } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { exceptionPieces, holidayPieces, needPieces, piece, type Piece, type Pieces } from '../store-pieces.ts'
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
  asked: { communityId: string; serviceIds: readonly string[] },
  window: { fromDay: Day; toDay: Day; fromCell: number; toCell: number },
): Promise<Piece[]> {
  const { communityId, serviceIds } = asked
  const { fromDay, toDay } = window
  const parts = [
    exceptionPieces(db, communityId, fromDay, toDay),
    holidayPieces(db, communityId, fromDay, toDay),
    ...claimPieces(db, asked, window),
  ]
  return needPieces(db, communityId, serviceIds)
    .unionAll(parts as never)
    .execute()
}

/** How many rows of claims are counted into one: few enough that hardly more is read than sent. */
const unitsTogether = 4

/** Places in use: of pooled services how many, and how many above the kept ones; of resources each unit. */
function claimPieces(
  db: Db,
  { communityId, serviceIds }: { communityId: string; serviceIds: readonly string[] },
  { fromCell, toCell }: { fromCell: number; toCell: number },
): Pieces[] {
  const pooled = db
    .selectFrom('service as v')
    .innerJoin('booking_claim as c', (join) =>
      join.onRef('c.community_id', '=', 'v.community_id').onRef('c.claim_key', '=', 'v.id'),
    )
    .select(
      piece('counted', {
        k: 'c.claim_key',
        n: 'c.cell',
        m: sql`count(*)`,
        s: sql`if(min(c.unit) > min(v.reserved_places), 'open', 'kept')`,
      }),
    )
    .where('v.community_id', '=', communityId)
    .where('v.id', 'in', [...serviceIds])
    .where('c.cell', '>=', fromCell)
    .where('c.cell', '<', toCell)
    .groupBy(['c.claim_key', 'c.cell', sql`c.unit > v.reserved_places`, sql`c.unit div ${sql.lit(unitsTogether)}`])
  // services may share a resource: each of its claims is wanted once
  const resources = db
    .selectFrom('service_need as n')
    .select('n.resource_id as resourceId')
    .distinct()
    .where('n.community_id', '=', communityId)
    .where('n.service_id', 'in', [...serviceIds])
    .as('r')
  const exclusive = db
    .selectFrom(resources)
    .innerJoin('booking_claim as c', (join) => join.onRef('c.claim_key', '=', 'r.resourceId'))
    .select(piece('place', { k: 'c.claim_key', n: 'c.cell', m: 'c.unit' }))
    .where('c.community_id', '=', communityId)
    .where('c.cell', '>=', fromCell)
    .where('c.cell', '<', toCell)
  return [pooled, exclusive]
}

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
