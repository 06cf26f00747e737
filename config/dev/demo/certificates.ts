import { sql } from 'kysely'
import { requestRow } from '../../../api/_src/records/certificates/asking.ts'
import { entriesOf, issueNow, stepAfter, theClock } from '../../../api/_src/records/certificates/issuing.ts'
import { certificateById, insertCertificate, moveCertificate } from '../../../api/_src/records/certificates/store.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { numberOf } from '../../../shared/records/certificates.ts'
import { addDays, dayOf, instantOf, type Day } from '../../../shared/time.ts'
import { idOf } from './ids.ts'
import { meiyuan } from './places.ts'
import type { World } from './world.ts'

const publicityDays = 7

/** A certificate of everything up to a day, asked for on that day; undefined where nothing was recorded until then. */
async function ask(db: Db, of: { id: string; residentId: string; showsName: boolean; on: Day }) {
  const volunteer = await db
    .selectFrom('volunteer')
    .select(['volunteer_number as volunteerNumber', 'name'])
    .where('community_id', '=', meiyuan)
    .where('resident_id', '=', of.residentId)
    .executeTakeFirst()
  const days = { from_day: '2000-01-01', to_day: of.on }
  const entries = await entriesOf(db, { community_id: meiyuan, resident_id: of.residentId, ...days })
  const [first] = entries
  if (volunteer === undefined || volunteer.name === null || first === undefined) return undefined
  const { row: asked } = requestRow(
    {
      id: of.id,
      communityId: meiyuan,
      residentId: of.residentId,
      name: volunteer.name,
      volunteerNumber: volunteer.volunteerNumber,
      accountId: '',
      showsName: of.showsName,
      from: first.service_day,
      to: of.on,
      entries,
      publicityDays,
      earlier: undefined,
    },
    instantOf(of.on, '10:20'),
  )
  const row = { ...asked, number: numberOf(Number(of.on.slice(0, 4)), meiyuan, of.id.slice(-8)) }
  return (await insertCertificate(db, row)) === 'done' ? row : undefined
}

/** One certificate of 陈静 is issued, one of a neighbour stands in public, one is held, and one was revoked. */
export async function loadCertificates(db: Db, world: World, now: Date): Promise<void> {
  const today = dayOf(now)
  const idAs = (what: string) => idOf(`certificate ${what}`)
  const residentOf = (key: Parameters<World['character']>[0]) => world.character(key).residentId

  const issued = await ask(db, {
    id: idAs('issued'),
    residentId: residentOf('chenJing'),
    showsName: true,
    on: addDays(today, -12),
  })
  if (issued) await issueNow(db, issued, theClock, instantOf(addDays(today, -4), '00:05'))

  await ask(db, { id: idAs('public'), residentId: residentOf('zhouJianguo'), showsName: true, on: addDays(today, -3) })

  const others = await db
    .selectFrom('hours_account')
    .select('resident_id as residentId')
    .where('community_id', '=', meiyuan)
    .where('automatic_minutes', '>', 1_200)
    .where('resident_id', 'not in', [residentOf('chenJing'), residentOf('zhouJianguo')])
    .orderBy('resident_id')
    .limit(3)
    .execute()
  const [quiet, doubted, gone] = others.map(({ residentId }) => residentId)
  if (quiet !== undefined) {
    await ask(db, { id: idAs('by number'), residentId: quiet, showsName: false, on: addDays(today, -2) })
  }
  const staff = { id: '', name: '赵雨桐' }
  if (doubted !== undefined) {
    const held = await ask(db, { id: idAs('held'), residentId: doubted, showsName: true, on: addDays(today, -5) })
    const words = '有邻居说 9 月有一次没来，正在核对签到。'
    const at = instantOf(addDays(today, -1), '15:40')
    if (held) {
      await moveCertificate(
        db,
        held,
        { status: 'held', due_at: null, words },
        stepAfter(held, 'held', staff, at, words),
      )
    }
  }
  if (gone !== undefined) {
    const first = await ask(db, { id: idAs('revoked'), residentId: gone, showsName: true, on: addDays(today, -30) })
    if (first) await issueNow(db, first, theClock, instantOf(addDays(today, -22), '00:05'))
    const row = await certificateById(db, meiyuan, idAs('revoked'))
    const at = instantOf(addDays(today, -15), '09:30')
    const words = '本人说有两次不是他去的，请撤销。'
    if (row?.status === 'issued') {
      const change = { status: 'revoked' as const, words, ended_at: at }
      await moveCertificate(db, row, change, stepAfter(row, 'revoked', staff, at, words))
    }
  }
  // Areas get their names last, when the demo is whole: the papers know theirs before.
  await db
    .updateTable('certificate')
    .set({ facts: sql`json_set(facts, '$.unitName', '梅园社区')` })
    .where('community_id', '=', meiyuan)
    .where('facts', 'is not', null)
    .execute()
  // Nobody of the demo waits for news of weeks ago.
  await db
    .updateTable('certificate')
    .set((eb) => ({ notified_version: eb.ref('version') }))
    .where('community_id', '=', meiyuan)
    .execute()
}
