import type { Db } from '../../platform/db/tables.ts'
import '../file/tables.ts'
import { addressOf, homeColumns, residentHomes } from '../homes.ts'

function filesOf(db: Db, communityId: string) {
  return db
    .selectFrom('health_file as file')
    .innerJoin(residentHomes(communityId), 'home.id', 'file.resident_id')
    .select(['file.resident_id', 'file.focus', 'file.doctor_id', 'file.signed_at', 'file.ends_on'])
    .select(['file.applied_id', 'file.applied_to', 'file.applied_to_name', 'file.applied_at', 'file.applied_relation'])
    .select(homeColumns)
    .where('file.community_id', '=', communityId)
    .where('file.doctor_agreed', '=', 1)
}

export type HousedFile = Awaited<ReturnType<typeof filesOfDoctor>>[number]

/** Everybody who is signed with a doctor, and every application of the community: any colleague may answer one. */
export async function filesOfDoctor(db: Db, communityId: string, doctorId: string) {
  return filesOf(db, communityId)
    .where((where) => where.or([where('file.doctor_id', '=', doctorId), where('file.applied_at', 'is not', null)]))
    .orderBy('file.applied_at')
    .orderBy('file.ends_on')
    .execute()
}

/** The people of a doctor who agreed that they are asked to check-ups by what ails them. */
export async function peopleWithFocus(db: Db, communityId: string, doctorId: string) {
  const rows = await filesOf(db, communityId)
    .where('file.doctor_id', '=', doctorId)
    .where('file.check_up_agreed', '=', 1)
    .orderBy('home.homeGrid')
    .orderBy('file.resident_id')
    .execute()
  return rows.map((row) => ({
    residentId: row.resident_id,
    name: row.homeName,
    gridCode: row.homeGrid,
    address: addressOfHome(row),
    birthDate: row.homeBirthDate,
    livingAlone: row.homeAlone === 1,
    focus: row.focus,
  }))
}

export function addressOfHome(row: Pick<HousedFile, 'homeBuilding' | 'homeUnit' | 'homeRoom'>): string {
  return addressOf({ building: row.homeBuilding, unit: row.homeUnit, room: row.homeRoom })
}

/** How many people each doctor of a community has. */
export async function countPeople(db: Db, communityId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('health_file')
    .select('doctor_id')
    .select((select) => select.fn.countAll<number>().as('people'))
    .where('community_id', '=', communityId)
    .where('doctor_id', 'is not', null)
    .groupBy('doctor_id')
    .execute()
  return new Map(rows.map(({ doctor_id: doctorId, people }) => [doctorId ?? '', people]))
}
