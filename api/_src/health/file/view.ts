import type { HealthAgreement, HealthFile } from '../../../../shared/health/doctor-contract.ts'
import { healthPurposes } from '../../../../shared/health/lifecycle.ts'
import type { Day } from '../../../../shared/time.ts'
import { endsSoon, lastWord, type FileState } from './decide.ts'
import type { FileRow } from './store.ts'

/** What the rules look at. */
export function fileState(row: FileRow): FileState {
  return {
    doctorAgreed: row.doctor_agreed === 1,
    agreements: row.agreements,
    doctorId: row.doctor_id,
    endsOn: row.ends_on,
    application:
      row.applied_id === null || row.applied_to === null ? null : { id: row.applied_id, doctorId: row.applied_to },
    history: row.history,
    dueAt: row.due_at,
  }
}

/** A file as its person sees it; nobody has one before the first agreement. */
export function fileView(row: FileRow | undefined, today: Day): HealthFile {
  if (row === undefined) return { agreements: [], focus: [], doctor: null, application: null, declined: null }
  const agreements = healthPurposes.flatMap((purpose): HealthAgreement[] => {
    const word = lastWord(row.agreements, purpose)
    return word
      ? [{ purpose, agreed: word.agreed, version: word.version, at: word.at, byName: word.byName, how: word.how }]
      : []
  })
  // Without the agreement nothing of it is shown, whatever may still be there.
  if (row.doctor_agreed !== 1) return { agreements, focus: [], doctor: null, application: null, declined: null }
  const { doctor_id: doctorId, signed_at: since, ends_on: endsOn } = row
  return {
    agreements,
    focus: row.focus,
    doctor:
      doctorId === null || since === null || endsOn === null
        ? null
        : {
            doctorId,
            name: row.doctor_name ?? '',
            since: since.toISOString(),
            endsOn,
            endsSoon: endsSoon(endsOn, today),
          },
    application: applicationOf(row),
    declined: row.declined,
  }
}

function applicationOf(row: FileRow): HealthFile['application'] {
  const { applied_id: applicationId, applied_at: at, applied_relation: relation } = row
  if (applicationId === null || at === null || relation === null) return null
  return {
    applicationId,
    doctorName: row.applied_to_name ?? '',
    at: at.toISOString(),
    byName: row.applied_by_name ?? '',
    relation,
    note: row.applied_note ?? '',
  }
}
