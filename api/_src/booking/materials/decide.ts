import type { BookingStatus } from '../../../../shared/booking/lifecycle.ts'
import type { CheckedMaterial } from '../../../../shared/booking/materials-contract.ts'
import type { Material } from '../../../../shared/booking/schemas.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { addSeconds } from '../../../../shared/time.ts'
import type { MaterialCheckTable } from './tables.ts'

export type CheckRow = Pick<MaterialCheckTable, 'material_id' | 'file_id' | 'state' | 'words'>

/** Photos are thrown away so long after the visit. */
const keptSeconds = 7 * 86_400

/** When the photos of a booking are thrown away. */
export function thrownAwayAt(endsAt: Date): Date {
  return addSeconds(endsAt, keptSeconds)
}

/** Everything to bring, with how its photo stands. */
export function checkedMaterials(materials: readonly Material[], rows: readonly CheckRow[]): CheckedMaterial[] {
  return materials.map((material) => {
    const row = rows.find(({ material_id: id }) => id === material.materialId)
    return {
      ...material,
      state: row?.state ?? 'none',
      fileId: row?.file_id ?? null,
      words: row?.words ?? '',
    }
  })
}

/** May a photo of this be sent? Only before the visit, and only of what staff look at beforehand. */
export function maySend(
  booking: { status: BookingStatus; startsAt: Date; materials: readonly Material[] },
  materialId: string,
  now: Date,
) {
  const material = booking.materials.find((one) => one.materialId === materialId)
  if (material?.precheck !== true) return refuse('not_found')
  if (booking.status !== 'confirmed' || now.getTime() >= booking.startsAt.getTime()) return refuse('conflict')
  return ok(material)
}

/** May this photo be judged so? `repeat` = the same was said of it before. */
export function mayJudge(
  row: CheckRow | undefined,
  said: { fileId: string; verdict: 'accepted' | 'refused'; words: string },
) {
  if (!row) return refuse('not_found')
  if (row.file_id !== said.fileId) return refuse('conflict')
  if (said.verdict === 'refused' && said.words === '') return refuse('result_needed')
  return ok(row.state === said.verdict && row.words === said.words ? 'repeat' : 'judge')
}
