import type { Input } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import type { registrationContract } from '../../../shared/volunteers/registration-contract.ts'
import type { settingsContract } from '../../../shared/volunteers/settings-contract.ts'
import { checkCharacterOf } from '../../../shared/volunteers/id-number.ts'
import type { VolunteerDetails } from '../../../shared/volunteers/registration-contract.ts'
import { defaultVolunteerSettings } from '../../../shared/volunteers/settings.ts'

/** A number that could be somebody's: of this birth date, and `order` (three digits, odd for men). */
export function idNumberOf(birthDate: string, order: number): string {
  const digits = `320102${birthDate.replaceAll('-', '')}${String(order).padStart(3, '0')}`
  return `${digits}${checkCharacterOf(digits)}`
}

/** What 周建国, a woman in the tests, fills in. */
export const wholeDetails: VolunteerDetails & { idNumber: string } = {
  name: '周建国',
  sex: 'female',
  birthDate: '1986-05-12',
  idNumber: idNumberOf('1986-05-12', 2),
  livingArea: '梅园社区 3 栋',
  phone: '13900001234',
  skills: ['repair', 'dialect'],
  serviceKinds: ['elder_care'],
  freeTimes: ['weekend'],
  introduction: '退休电工',
  guardian: null,
}

type RegistrationName = keyof typeof registrationContract | keyof typeof settingsContract

/** Well-formed inputs that aim at the elder's registration. */
export function registrationSamples(person: PersonRef): { [Name in RegistrationName]: Input<Endpoints[Name]> } {
  const { communityId } = person
  return {
    'volunteers.me': {},
    'volunteers.register': { person, details: wholeDetails, consents: [{ purpose: 'records', agreed: true }] },
    'volunteers.consent': { person, purpose: 'calls', agreed: true },
    'volunteers.pause': { person, until: '2026-12-24' },
    'volunteers.resume': { person },
    'volunteers.leave': { person, erase: true },
    'volunteers.wards': { communityId },
    'volunteers.guardianAnswer': { person, agreed: true },
    'volunteers.guardianPaper': { person, signedOn: '2026-11-20' },
    'volunteers.deskList': { communityId, search: '', status: null, skill: null, after: null },
    'volunteers.deskVolunteer': { person },
    'volunteers.settings': { communityId },
    'volunteers.saveSettings': { communityId, version: 0, settings: defaultVolunteerSettings },
  }
}
