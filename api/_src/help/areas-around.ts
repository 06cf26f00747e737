import { staffedAreas, type StaffedArea } from '../people/index.ts'
import type { Db } from '../platform/db/tables.ts'
import type { Call } from './call.ts'
import { ladderCodes } from './duty.ts'

/** The areas of a call from its grid to the district, with who works there. Asked once, however often it is wanted. */
export type AreasAround = (call: Pick<Call, 'gridCode'>) => Promise<readonly StaffedArea[]>

export function areasAround(db: Db): AreasAround {
  const known = new Map<string, Promise<readonly StaffedArea[]>>()
  return ({ gridCode }) => {
    const areas = known.get(gridCode) ?? staffedAreas(db, ladderCodes(gridCode))
    known.set(gridCode, areas)
    return areas
  }
}
