import type { EndpointName } from '../../../shared/endpoints.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { places } from '../../../api/_src/testing/actors.ts'
import type { Subject } from './subjects.ts'

/** A command that is measured against the baseline. */
export interface MeasuredCommand {
  name: EndpointName
  input: (subject: Subject) => { id: string }
  /** How many rows say that such a command succeeded. */
  countRows: (db: Db) => Promise<number>
}

const pinned = places.community

export const commands: readonly MeasuredCommand[] = [
  {
    name: 'help.raise',
    input: ({ person, values }) => ({ id: values.press, person }),
    async countRows(db) {
      const { rows } = await db
        .selectFrom('help_call')
        .select((eb) => eb.fn.countAll<number>().as('rows'))
        .where('community_id', '=', pinned)
        .where('status', '=', 'ringing')
        .where('presses', '=', 1)
        .where('receipts', '=', 1)
        .executeTakeFirstOrThrow()
      return rows
    },
  },
  {
    name: 'booking.book',
    input: ({ person, values }) => ({
      id: values.booking,
      person,
      serviceId: values.service,
      startsAt: values.startsAt,
      note: '',
    }),
    async countRows(db) {
      const { rows } = await db
        .selectFrom('booking')
        .select((eb) => eb.fn.countAll<number>().as('rows'))
        .where('community_id', '=', pinned)
        .where('status', '=', 'confirmed')
        .executeTakeFirstOrThrow()
      const { taken } = await db
        .selectFrom('booking_claim')
        .select((eb) => eb.fn.countAll<number>().as('taken'))
        .where('community_id', '=', pinned)
        .where('need', '=', 0)
        .executeTakeFirstOrThrow()
      if (taken !== rows) throw new Error(`${rows} bookings are confirmed, ${taken} places are taken`)
      return rows
    },
  },
  {
    name: 'volunteering.signUp',
    input: ({ values }) => ({ id: values.signUp, shiftId: values.shift }),
    async countRows(db) {
      const { rows } = await db
        .selectFrom('signup')
        .select((eb) => eb.fn.countAll<number>().as('rows'))
        .where('community_id', '=', pinned)
        .where('status', '=', 'confirmed')
        .executeTakeFirstOrThrow()
      const shifts = await db.selectFrom('shift').select('taken').where('community_id', '=', pinned).execute()
      const taken = shifts.reduce((sum, shift) => sum + shift.taken, 0)
      if (taken !== rows) throw new Error(`${rows} sign-ups are confirmed, ${taken} places are taken`)
      return rows
    },
  },
]
