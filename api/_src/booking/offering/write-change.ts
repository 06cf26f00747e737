import type { OfferingChange } from '../../../../shared/booking/offering-schemas.ts'
import type { Db } from '../../platform/db/tables.ts'
import {
  deleteException,
  deleteHoliday,
  insertException,
  withdraw,
  writeHoliday,
  writeProvider,
  writeResource,
  writeService,
} from './store-write.ts'

/** Writes one change, over the version the editor saw. One statement. */
export async function writeChange(
  db: Db,
  communityId: string,
  change: OfferingChange,
  made: { by: string; now: Date },
): Promise<'written' | 'overtaken'> {
  switch (change.kind) {
    case 'provider':
      return writeProvider(db, communityId, change.provider, change.version)
    case 'service':
      return writeService(db, communityId, change.service, change.version)
    case 'resource':
      return writeResource(db, communityId, change.resource, change.version)
    case 'withdraw':
      return withdraw(db, communityId, change, made.now)
    case 'exception':
      return insertException(db, communityId, change.exception, made)
    case 'exception_removed':
      await deleteException(db, communityId, change.exceptionId)
      return 'written'
    case 'holiday':
      await writeHoliday(db, communityId, change.holiday)
      return 'written'
    case 'holiday_removed':
      await deleteHoliday(db, communityId, change.day)
      return 'written'
  }
}
