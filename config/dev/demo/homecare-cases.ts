import { endOf, firstDue } from '../../../api/_src/homecare/agreement/decide.ts'
import { insertAgreement } from '../../../api/_src/homecare/agreement/store.ts'
import type { AgreementEntry } from '../../../api/_src/homecare/agreement/tables.ts'
import { agreementText, textHash } from '../../../api/_src/homecare/agreement/text.ts'
import { insertApplication } from '../../../api/_src/homecare/application/store.ts'
import type { ApplicationEntry } from '../../../api/_src/homecare/application/tables.ts'
import { publicKindOf, workingDayAfter } from '../../../api/_src/platform/working-days.ts'
import { insertSurvey } from '../../../api/_src/homecare/survey/store.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import type { Assessment } from '../../../shared/homecare/schemas.ts'
import { abilityOf, type Answers } from '../../../shared/homecare/survey.ts'
import { addDays, instantOf, type Day } from '../../../shared/time.ts'
import { idOf } from './ids.ts'
import type { DemoResident, World } from './world.ts'

/** How far a case has come. */
export interface Stage {
  stage: 'draft' | 'applied' | 'assessed' | 'refused' | 'approved' | 'proposed' | 'running' | 'ended'
  /** Of the agreement. */
  months?: number
  byDaughter?: boolean
}

type Case = Stage & { person: DemoResident; provider: { id: string; name: string }; day: Day }

const decisionDays = 10

/** Writes one case from its survey to where it stands; rows that are there already stay as they are. */
export async function careCase(db: Db, world: World, one: Case): Promise<void> {
  const { person, stage, day } = one
  const { communityId, residentId, name, gridCode, address } = person
  const by = doerOf(world, one)
  const place = {
    community_id: communityId,
    resident_id: residentId,
    resident_name: name,
    grid_code: gridCode,
    address,
  }
  const surveyId = idOf(`demo survey ${residentId}`)
  const isDraft = stage === 'draft'
  const answers = answersOf(person, isDraft)
  await insertSurvey(db, {
    ...place,
    id: surveyId,
    answers,
    wanted: wantedBy(person),
    carer: person.livingAlone ? 'nobody' : 'spouse',
    note: person.livingAlone ? '晚上起夜多，怕摔' : '',
    way: by.way,
    by_account_id: by.accountId,
    by_name: by.name,
    ability: abilityOf(answers) ?? null,
    status: isDraft ? 'draft' : 'submitted',
    draft_of: isDraft ? residentId : null,
    version: isDraft ? 3 : 2,
    changed_at: instantOf(day, '09:30'),
    submitted_at: isDraft ? null : instantOf(day, '09:30'),
  })
  if (isDraft) return
  const applicationId = idOf(`demo application ${residentId}`)
  const { history, assessment, status, reason } = decided(world, one, answers)
  const worker = world.member('赵雨桐')
  const version = history.length
  await insertApplication(db, {
    ...place,
    id: applicationId,
    survey_id: surveyId,
    applied_by: by.accountId,
    delegate_name: by.way === 'self' ? null : by.name,
    status,
    live_of: status === 'applied' || status === 'assessed' ? residentId : null,
    due_day: workingDayAfter(day, decisionDays, publicKindOf),
    assessment,
    reason,
    decided_by_name: reason === '' ? null : worker.name,
    applied_at: instantOf(day, '09:32'),
    assessed_at: assessment === null ? null : instantOf(addDays(day, 3), '10:00'),
    decided_at: reason === '' ? null : instantOf(addDays(day, 7), '16:00'),
    version,
    notified_version: version,
    untold: 0,
    history,
  })
  if (stage === 'proposed' || stage === 'running' || stage === 'ended') {
    if (assessment) await agree(db, world, one, applicationId, assessment)
  }
}

/** Who filled it in: the daughter, the person where they have a phone, else a worker at the door. */
function doerOf(world: World, { person, byDaughter }: Case) {
  const daughter = world.character('chenJing').account
  if (byDaughter && daughter) return { way: 'family' as const, accountId: daughter.accountId, name: '女儿陈静' }
  if (person.account) return { way: 'self' as const, accountId: person.account.accountId, name: person.name }
  const worker = world.member('李敏')
  return { way: 'staff' as const, accountId: worker.accountId, name: worker.name }
}

function answersOf({ age, tags }: DemoResident, isHalf: boolean): Answers {
  const first = { eating: 'well', dressing: 'well', bed: age > 84 ? 'helped' : 'well' } as const
  if (isHalf) return first
  const walks = tags.some((tag) => /拐杖|要人扶/.test(tag)) ? 'helped' : 'well'
  const senses = { memory: 'well', sight: 'helped', hearing: tags.some((tag) => tag.includes('耳背')) ? 'not' : 'well' }
  return { ...first, toilet: 'well', walking: walks, bathing: 'helped', ...senses } as Answers
}

function wantedBy({ livingAlone }: DemoResident) {
  return livingAlone ? (['meals', 'bath', 'comfort'] as const) : (['bath', 'rehab'] as const)
}

function decided(world: World, { person, stage, day }: Case, answers: Answers) {
  const [worker, decider] = [world.member('李敏'), world.member('赵雨桐')]
  const by = (who: typeof worker) => ({ by: who.accountId, byName: who.name })
  const at = (days: number, time: string) => instantOf(addDays(day, days), time).toISOString()
  const history: ApplicationEntry[] = [
    { version: 1, kind: 'applied', at: at(0, '09:32'), by: person.residentId, byName: person.name, words: '' },
  ]
  if (stage === 'applied') return { history, assessment: null, status: 'applied' as const, reason: '' }
  const assessment: Assessment = {
    answers,
    level: abilityOf(answers) ?? 'partly',
    group: person.livingAlone ? 'living_alone' : person.age >= 80 ? 'advanced_age' : null,
    categories: [...wantedBy(person)],
    hoursPerMonth: person.livingAlone ? 24 : 16,
    priceKind: 'low_price',
    subsidyCents: person.livingAlone ? 30_000 : 20_000,
    note: '卫生间没装扶手',
  }
  history.push({ version: 2, kind: 'assessed', at: at(3, '10:00'), ...by(worker), words: assessment.note })
  if (stage === 'assessed') return { history, assessment, status: 'assessed' as const, reason: '' }
  const status = stage === 'refused' ? ('refused' as const) : ('approved' as const)
  const reason = status === 'refused' ? '和儿子同住，儿子在家照顾。' : '洗澡要人帮，符合条件。'
  history.push({ version: 3, kind: status, at: at(7, '16:00'), ...by(decider), words: reason })
  return { history, assessment, status, reason }
}

async function agree(
  db: Db,
  world: World,
  { person, provider, stage, months = 12, day }: Case,
  applicationId: string,
  { categories, hoursPerMonth, priceKind, group, subsidyCents }: Assessment,
): Promise<void> {
  const worker = world.member('赵雨桐')
  const [beginDay, endDay] = [addDays(day, 15), addDays(day, 14 + Math.round(months * 30.4))]
  const terms = {
    ...{ providerId: provider.id, providerName: provider.name, categories, hoursPerMonth, priceKind, group },
    ...{ subsidyCents, beginDay, endDay: stage === 'ended' ? addDays(world.today, -5) : endDay, extra: '' },
  }
  const at = (days: number, time: string) => instantOf(addDays(day, days), time)
  const isSigned = stage !== 'proposed'
  const by = { by: worker.accountId, byName: worker.name, words: '' }
  const history: AgreementEntry[] = [{ version: 1, kind: 'written', at: at(10, '09:00').toISOString(), ...by }]
  if (isSigned) {
    const own = { by: person.residentId, byName: person.name, words: '' }
    history.push({ version: 2, kind: 'resident_signed', at: at(11, '08:10').toISOString(), ...own })
    history.push({ version: 3, kind: 'provider_signed', at: at(11, '10:00').toISOString(), ...by })
  }
  if (stage === 'ended') {
    const ended = { by: '', byName: '', words: '' }
    history.push({ version: 4, kind: 'ended', at: endOf(terms.endDay).toISOString(), ...ended })
  }
  const paragraphs = agreementText(terms, person)
  await insertAgreement(db, {
    community_id: person.communityId,
    id: idOf(`demo agreement ${person.residentId}`),
    application_id: applicationId,
    resident_id: person.residentId,
    resident_name: person.name,
    grid_code: person.gridCode,
    address: person.address,
    provider_id: provider.id,
    provider_name: provider.name,
    terms,
    paragraphs,
    text_hash: textHash(paragraphs),
    begin_day: terms.beginDay,
    end_day: terms.endDay,
    status: stage === 'proposed' ? 'proposed' : stage === 'ended' ? 'ended' : 'in_force',
    live_of: isSigned ? null : applicationId,
    resident_signed_by: isSigned ? person.name : null,
    resident_signed_at: isSigned ? at(11, '08:10') : null,
    provider_signed_by: isSigned ? worker.name : null,
    provider_signed_at: isSigned ? at(11, '10:00') : null,
    stop_reason: '',
    due_at: stage === 'running' ? firstDue(terms.endDay, 30, instantOf(world.today)) : null,
    written_by: worker.accountId,
    written_at: at(10, '09:00'),
    version: history.length,
    notified_version: history.length,
    untold: 0,
    history,
  })
}
