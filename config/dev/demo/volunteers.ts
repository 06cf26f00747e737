import type { InsertObject } from 'kysely'
import type { Db, Tables } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import { volunteerNumberOf } from '../../../api/_src/volunteers/registration/decide.ts'
import { markIdNumber, sealIdNumber } from '../../../api/_src/volunteers/registration/id-seal.ts'
import type { Guardian, VolunteerConsent, VolunteerStep } from '../../../api/_src/volunteers/tables.ts'
import { addDays, addSeconds } from '../../../shared/time.ts'
import { consentPurposes } from '../../../shared/volunteers/consents.ts'
import { checkCharacterOf, maskIdNumber } from '../../../shared/volunteers/id-number.ts'
import {
  freeTimes,
  serviceKinds,
  volunteerConsentVersion,
  type FreeTime,
  type Skill,
} from '../../../shared/volunteers/lifecycle.ts'
import { localEnvironment } from '../local-wechat.ts'
import { idOf } from './ids.ts'
import { inPieces } from './pieces.ts'
import { meiyuan } from './places.ts'
import type { DemoResident, World } from './world.ts'

export type VolunteerRow = InsertObject<Tables, 'volunteer'>

/** Made up: the place exists in no number of a real person, the rest is as the law wants it. */
function idNumberFor({ birthDate, sex }: DemoResident, order: number): string {
  const odd = order * 2 + (sex === 'male' ? 1 : 0)
  const digits = `320199${birthDate.replaceAll('-', '')}${String(odd % 1000).padStart(3, '0')}`
  return `${digits}${checkCharacterOf(digits)}`
}

/** One of 梅园's volunteers, registered by law. `order` is theirs alone. */
export function volunteerRow(
  resident: DemoResident,
  { skills, order, joinedAt, times }: { skills: Skill[]; order: number; joinedAt: Date; times: FreeTime[] },
): VolunteerRow {
  const person = { communityId: meiyuan, residentId: resident.residentId }
  const secret = localEnvironment.volunteerSecret ?? ''
  const idNumber = idNumberFor(resident, order)
  const at = joinedAt.toISOString()
  // Every fifth stands in no ranking, every seventh on no list: so that one sees what becomes of it.
  const isAgreed = { records: true, calls: order % 3 < 2, publicity: order % 7 !== 6, ranking: order % 5 !== 4 }
  const consents: VolunteerConsent[] = consentPurposes
    .filter((purpose) => isAgreed[purpose])
    .map((purpose) => ({ purpose, agreed: true, version: volunteerConsentVersion, at }))
  const step: VolunteerStep = { at, what: 'registered' }
  return {
    community_id: meiyuan,
    resident_id: resident.residentId,
    volunteer_number: volunteerNumberOf(idOf(`demo volunteer ${resident.residentId}`)),
    skills: json(skills),
    free_times: json(times),
    introduction: skills.includes('repair') ? '退休电工，修灯换锁都行' : '',
    consent_version: volunteerConsentVersion,
    consented_at: joinedAt,
    joined_at: joinedAt,
    version: 1,
    history: json([step]),
    status: 'active',
    name: resident.name,
    sex: resident.sex,
    birth_date: resident.birthDate,
    id_number_sealed: sealIdNumber(secret, person, idNumber),
    id_number_mark: markIdNumber(secret, idNumber),
    id_number_shown: maskIdNumber(idNumber),
    living_area: `梅园社区 ${resident.building} 栋`,
    phone: resident.phone,
    service_kinds: json(serviceKinds.filter((_, index) => (order + index) % 3 === 0)),
    consents: json(consents),
    guardian: null,
    ranking_hidden: isAgreed.ranking ? 0 : 1,
    paused_until: null,
    left_at: null,
  }
}

/** The ones the desk has to do with: a boy whose mother must agree, somebody who rests, somebody from before, one who left. */
export async function loadRegistrations(db: Db, world: World, now: Date): Promise<void> {
  // Without WeChat: the volunteers of the activities all have it, so that nobody is taken twice.
  const [resting, before, left] = world.residents.filter(
    ({ communityId, account, phone, age }) =>
      communityId === meiyuan && account === null && phone !== null && age >= 19 && age <= 75,
  )
  const boy = world.character('xuYiming')
  const mother = world.character('chenJing')
  if (!resting || !before || !left) throw new Error('too few residents for the desk of volunteers')
  const row = (resident: DemoResident, order: number, daysAgo: number, skills: Skill[] = []) =>
    volunteerRow(resident, {
      skills,
      order,
      joinedAt: addSeconds(now, -86_400 * daysAgo),
      times: [...freeTimes.slice(-1)],
    })
  const guardian: Guardian = {
    name: mother.name,
    phone: mother.phone ?? '',
    relation: 'mother',
    agreedBy: null,
    agreedAt: null,
    paperSeenBy: null,
  }
  const step = (what: VolunteerStep['what'], daysAgo: number): VolunteerStep => ({
    at: addSeconds(now, -86_400 * daysAgo).toISOString(),
    ...(what && { what }),
  })
  const nothing = {
    ...{ name: null, sex: null, birth_date: null, living_area: null, phone: null, service_kinds: null },
    ...{ id_number_sealed: null, id_number_mark: null, id_number_shown: null, consents: null },
  }
  const rows: VolunteerRow[] = [
    {
      ...row(boy, 301, 1, ['computer']),
      phone: boy.phone ?? '13900005151',
      status: 'awaiting_guardian',
      guardian: json(guardian),
      introduction: '会教手机，放学以后都行',
      // His mother hears of it with the first tick.
      news_version: 1,
      history: json([{ ...step('registered', 1), tells: 1 }]),
    },
    {
      ...row(resting, 302, 200, ['wheelchair']),
      status: 'paused',
      paused_until: addDays(world.today, 25),
      version: 2,
      history: json([step('registered', 200), step('paused', 5)]),
    },
    { ...row(before, 303, 600, ['cooking']), ...nothing, ranking_hidden: 1, history: json([step(undefined, 600)]) },
    {
      ...row(left, 304, 400),
      status: 'left',
      left_at: addSeconds(now, -86_400 * 30),
      version: 2,
      history: json([step('registered', 400), step('left', 30)]),
    },
  ]
  await inPieces(rows, (piece) =>
    db
      .insertInto('volunteer')
      .values(piece)
      .onDuplicateKeyUpdate({ resident_id: inserted('resident_id') })
      .execute(),
  )
}
