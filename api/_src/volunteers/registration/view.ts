import type { PersonRef } from '../../../../shared/schemas.ts'
import { ageOn, type Day } from '../../../../shared/time.ts'
import { maskPhone } from '../../../../shared/people/masking.ts'
import { consentPurposes } from '../../../../shared/volunteers/consents.ts'
import type {
  ListedVolunteer,
  VolunteerFile,
  VolunteerProfile,
  VolunteerSheet,
  Ward,
} from '../../../../shared/volunteers/registration-contract.ts'
import { addressOf } from '../../people/index.ts'
import { isAnswer, isComplete } from './decide.ts'
import type { Profile, VolunteerRow } from './store.ts'
import type { ListedRow } from './store-list.ts'

/** A profile as lists of activities and sign-ups hold it. */
export function toProfile(profile: Profile): VolunteerProfile {
  const { volunteerNumber, skills, freeTimes, introduction, joinedAt, version, volunteerStatus } = profile
  return {
    volunteerNumber,
    status: volunteerStatus,
    skills: [...skills],
    freeTimes: [...freeTimes],
    introduction,
    joinedAt: joinedAt.toISOString(),
    version,
  }
}

export function toFile(person: PersonRef, row: VolunteerRow): VolunteerFile {
  const { guardian, joinedAt, leftAt, consents, history } = row
  return {
    person: { communityId: person.communityId, residentId: person.residentId },
    volunteerNumber: row.volunteerNumber,
    status: row.status,
    complete: isComplete(row),
    name: row.name,
    sex: row.sex,
    birthDate: row.birthDate,
    idNumberShown: row.idNumberShown,
    livingArea: row.livingArea,
    phone: row.phone,
    skills: [...row.skills],
    serviceKinds: [...row.serviceKinds],
    freeTimes: [...row.freeTimes],
    introduction: row.introduction,
    consents: consentPurposes.flatMap((purpose) => consents.findLast((one) => one.purpose === purpose) ?? []),
    guardian: guardian && {
      name: guardian.name,
      phone: guardian.phone,
      relation: guardian.relation,
      agreedAt: guardian.agreedAt,
      paperSeenBy: guardian.paperSeenBy,
    },
    pausedUntil: row.pausedUntil,
    joinedAt: joinedAt.toISOString(),
    leftAt: leftAt?.toISOString() ?? null,
    version: row.version,
    history: history.map(({ at, what, by, fields }, index) => ({
      at,
      what: what ?? (index === 0 ? ('registered' as const) : ('changed' as const)),
      by: by ?? null,
      fields: [...(fields ?? [])],
    })),
  }
}

/** What the people slice knows of a resident, where a form begins. */
interface KnownResident {
  name: string
  sex: 'female' | 'male'
  birth_date: Day | null
  phone: string | null
  building: string
}

export function toSheet(
  person: PersonRef,
  row: VolunteerRow | undefined,
  resident: KnownResident,
  { leastAge, isGuardianTold, ready }: { leastAge: number; isGuardianTold: boolean; ready: boolean },
): VolunteerSheet {
  return {
    volunteer: row ? toFile(person, row) : null,
    prefill: {
      name: resident.name,
      sex: resident.sex,
      birthDate: resident.birth_date,
      phone: resident.phone,
      // Where about somebody lives is enough; the door is not asked for.
      livingArea: `${resident.building} 栋`,
    },
    leastAge,
    guardianTold: isGuardianTold && row !== undefined && waitsForWord(row),
    ready,
  }
}

/** Asked and not answered; who took the own word back was told long ago, and has answered. */
function waitsForWord({ status, history }: VolunteerRow): boolean {
  const last = history.findLast(({ tells }) => tells !== undefined)
  return status === 'awaiting_guardian' && last !== undefined && !isAnswer(last)
}

export function toWard(communityId: string, row: VolunteerRow, today: Day): Ward {
  return {
    person: { communityId, residentId: row.residentId },
    name: row.name ?? '',
    age: row.birthDate === null ? 0 : ageOn(row.birthDate, today),
    guardianName: row.guardian?.name ?? '',
    skills: [...row.skills],
    serviceKinds: [...row.serviceKinds],
    agreed: row.guardian !== null && row.guardian.agreedAt !== null,
  }
}

export function toListed(row: ListedRow): ListedVolunteer {
  const { homeBuilding: building, homeUnit: unit, homeRoom: room } = row
  return {
    residentId: row.resident_id,
    volunteerNumber: row.volunteer_number,
    name: row.name ?? row.homeName ?? '',
    maskedPhone: maskPhone(row.phone),
    address: building === null || unit === null || room === null ? '' : addressOf({ building, unit, room }),
    status: row.status,
    complete: row.id_number_mark !== null,
    skills: row.skills,
    pausedUntil: row.paused_until,
    joinedAt: row.joined_at.toISOString(),
  }
}
