import '../../../api/_src/health/check-up/tables.ts'
import '../../../api/_src/health/file/tables.ts'
import '../../../api/_src/health/referral/tables.ts'
import { belongs, isOld, ringAt } from '../../../api/_src/health/check-up/decide.ts'
import { yearAfter } from '../../../api/_src/health/file/decide.ts'
import { noApplication, noDoctor } from '../../../api/_src/health/file/store.ts'
import type { AgreementWord } from '../../../api/_src/health/file/tables.ts'
import { numberOf } from '../../../api/_src/health/referral/decide.ts'
import type { ReferralEntry, ReferralTable } from '../../../api/_src/health/referral/tables.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import {
  healthAgreementVersion,
  remindDaysBefore,
  type CheckUpAnswer,
  type FocusGroup,
  type HealthPurpose,
} from '../../../shared/health/lifecycle.ts'
import { addDays, instantOf } from '../../../shared/time.ts'
import { idOf } from './ids.ts'
import type { DemoResident, World } from './world.ts'

const all: readonly HealthPurpose[] = ['doctor', 'check_up', 'referral']

/** Family doctors, a check-up that is on and one that is being planned, and letters at every step. */
export async function loadHealth(db: Db, world: World, now: Date): Promise<void> {
  await loadFiles(db, world)
  await loadCheckUps(db, world, now)
  await loadReferrals(db, world)
}

const elders = (world: World) => {
  const { communityId } = world.character('wangXiuying')
  return world.residents.filter((one) => one.communityId === communityId && one.age >= 65)
}

function focusOf(one: DemoResident): FocusGroup[] {
  const said = (word: string) => one.tags.some((tag) => tag.includes(word))
  return [
    ...(said('高血压') ? (['hypertension'] as const) : []),
    ...(said('糖尿病') ? (['diabetes'] as const) : []),
    ...(said('心脏') ? (['heart'] as const) : []),
    ...(one.age >= 65 ? (['over_65'] as const) : []),
  ]
}

async function loadFiles(db: Db, world: World): Promise<void> {
  const [wang, zhang, liu] = (['wangXiuying', 'zhangDefu', 'liuGuilan'] as const).map(world.character)
  if (!wang || !zhang || !liu) return
  const [lin, ning] = [world.member('林芳'), world.member('周宁')]
  const others = elders(world).filter((one) => ![wang, zhang, liu].includes(one))
  const signed = (one: DemoResident, daysAgo: number, doctor = lin) => {
    const from = addDays(world.today, -daysAgo)
    const endsOn = yearAfter(from)
    const reminderAt = instantOf(addDays(endsOn, -remindDaysBefore), '09:00')
    const isReminded = addDays(world.today, remindDaysBefore) >= endsOn
    return fileRow(one, daysAgo, world, {
      doctor_id: doctor.accountId,
      doctor_name: doctor.name,
      signed_at: instantOf(from, '10:12'),
      ends_on: endsOn,
      due_at: isReminded ? instantOf(addDays(endsOn, 1)) : reminderAt,
    })
  }
  const applied = (one: DemoResident, daysAgo: number, note: string) =>
    fileRow(one, daysAgo, world, {
      applied_id: idOf(`demo application ${one.residentId}`),
      applied_to: lin.accountId,
      applied_to_name: lin.name,
      applied_at: instantOf(addDays(world.today, -daysAgo), '15:40'),
      applied_by_name: one.name,
      applied_relation: 'self' as const,
      applied_note: note,
    })
  const rows = [
    signed(wang, 200),
    applied(zhang, 1, '打胰岛素，想请医生教教我'),
    signed(liu, 347),
    ...others.slice(0, 14).map((one, index) => signed(one, 20 + index * 17)),
    ...others.slice(14, 20).map((one, index) => signed(one, 30 + index * 11, ning)),
    ...others.slice(20, 22).map((one, index) => applied(one, 2 + index, '')),
  ]
  await db
    .insertInto('health_file')
    .values(rows)
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}

function fileRow(one: DemoResident, daysAgo: number, world: World, over: object) {
  const at = instantOf(addDays(world.today, -daysAgo), '10:00').toISOString()
  const agreements = all.map((purpose): AgreementWord => ({
    id: idOf(`demo agreement ${purpose} ${one.residentId}`),
    purpose,
    version: healthAgreementVersion,
    agreed: true,
    at,
    accountId: one.account?.accountId ?? world.member('林芳').accountId,
    byName: one.account === null ? '林芳' : one.name,
    how: one.account === null ? 'staff' : 'self',
  }))
  return {
    community_id: one.communityId,
    resident_id: one.residentId,
    id: idOf(`demo health file ${one.residentId}`),
    doctor_agreed: 1,
    check_up_agreed: 1,
    referral_agreed: 1,
    agreements: json(agreements),
    focus: json(focusOf(one)),
    ...noDoctor,
    ...noApplication,
    declined: null,
    erase_at: null,
    version: 3,
    notified_version: 3,
    untold: 0,
    history: json([]),
    ...over,
  }
}

async function loadCheckUps(db: Db, world: World, now: Date): Promise<void> {
  const wang = world.character('wangXiuying')
  const { communityId } = wang
  const maker = world.member('赵雨桐')
  const plan = (key: string, title: string, over: object, days: readonly number[]) => ({
    community_id: communityId,
    id: idOf(`demo check-up ${key}`),
    title,
    place: '社区卫生站一楼',
    bring: '空腹来，带身份证和医保卡',
    days: json(days.map((one) => addDays(world.today, one))),
    last_day: addDays(world.today, Math.max(...days)),
    from_time: '07:30',
    to_time: '10:00',
    by_focus: 0,
    ring_after_days: 3,
    made_by: maker.accountId,
    made_by_name: maker.name,
    notified_version: 3,
    untold: 0,
    due_at: null,
    ...over,
  })
  const invitedAt = instantOf(addDays(world.today, -2), '09:20')
  const filters = [
    { ageFrom: 65, ageTo: 120, livingAlone: false, focus: null, gridCode: wang.gridCode },
    { ageFrom: 75, ageTo: 120, livingAlone: true, focus: null, gridCode: null },
  ] as const
  const running = plan(
    'running',
    '65 岁以上免费体检',
    { filter: json(filters[0]), made_at: invitedAt, invited_at: invitedAt, invited_by_name: maker.name, version: 3 },
    [6, 7],
  )
  const planned = plan(
    'planned',
    '独居老人量血压',
    { filter: json(filters[1]), made_at: now, invited_at: null, invited_by_name: null, version: 1 },
    [14],
  )
  const lists = [running, planned].map((checkUp, index) =>
    elders(world)
      .filter((one) => belongs(one, filters[index] ?? filters[0], world.today))
      .slice(0, 40)
      .map((one, position) => lineRow(one, checkUp.id, position, index === 0 ? invitedAt : undefined, world)),
  )
  await db
    .insertInto('check_up')
    .values([running, planned] as never)
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
  await db
    .insertInto('check_up_line')
    .values(lists.flat())
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}

const answers: readonly (CheckUpAnswer | null)[] = ['coming', null, 'coming', 'fetch', null, 'not_coming', 'coming']

function lineRow(one: DemoResident, checkUpId: string, position: number, invitedAt: Date | undefined, world: World) {
  const isHers = one.residentId === world.character('wangXiuying').residentId
  const answer = invitedAt === undefined || isHers || one.account === null ? null : (answers[position % 7] ?? null)
  const ringsFirst = one.account === null && isOld(one.birthDate, world.today)
  return {
    community_id: one.communityId,
    check_up_id: checkUpId,
    resident_id: one.residentId,
    id: idOf(`demo check-up line ${checkUpId} ${one.residentId}`),
    position,
    resident_name: one.name,
    grid_code: one.gridCode,
    address: one.address,
    birth_date: one.birthDate,
    ring_first: ringsFirst ? 1 : 0,
    status: invitedAt === undefined ? ('listed' as const) : ('invited' as const),
    answer,
    answered_at: answer === null ? null : instantOf(addDays(world.today, -1), '19:30'),
    answered_by_name: answer === null ? '' : one.name,
    answered_relation: answer === null ? null : ('self' as const),
    ring_at: invitedAt === undefined ? null : ringsFirst ? invitedAt : ringAt(invitedAt, 3),
    ring_result: null,
    ring_note: '',
    rung_by_name: '',
    attended_at: null,
    collected_at: null,
    version: invitedAt === undefined ? 1 : 2,
    notified_version: 2,
    untold: 0,
  }
}

/** Whose letter, how many days ago, and how far it has come (days ago of each step). */
const letters: readonly {
  of: string
  daysAgo: number
  hospital: string
  department: string
  reason: string
  letter: string
  steps: readonly (readonly [Exclude<ReferralEntry['kind'], 'erased'>, number])[]
  answer?: { diagnosis: string; advice: string; backDaysAgo: number }
}[] = [
  {
    of: 'wangXiuying',
    daysAgo: 21,
    hospital: '青溪区人民医院',
    department: '心内科',
    reason: '这一周爬楼胸闷，社区心电图看不清',
    letter:
      '王秀英，女，82 岁，独居。高血压多年，2021 年心脏放过支架，长期服阿司匹林和降压药。青霉素过敏。\n一周来上楼胸闷，歇一会儿就好，没有晕倒。在家血压 150/85 上下。\n请贵院复查心电图和心脏彩超，看看要不要调药。',
    steps: [
      ['written', 21],
      ['given', 20],
      ['accepted', 18],
      ['answered', 8],
      ['follow_up_due', 1],
    ],
    answer: { diagnosis: '冠心病，支架通畅，稳定', advice: '降压药早上加半片，少盐，一个月后复查', backDaysAgo: 8 },
  },
  {
    of: 'liuGuilan',
    daysAgo: 3,
    hospital: '市第二医院',
    department: '骨科',
    reason: '上周摔过，右膝一直疼',
    letter: '刘桂兰，女，85 岁，走路用助行器。上周在家里滑倒，右膝肿痛，没有破。海鲜过敏。\n请贵院拍片看看。',
    steps: [
      ['written', 3],
      ['given', 2],
    ],
  },
  {
    of: 'zhangDefu',
    daysAgo: 1,
    hospital: '青溪区人民医院',
    department: '眼科',
    reason: '糖尿病十年，看东西越来越花',
    letter: '张德福，男，78 岁，糖尿病十年，打胰岛素。半年来看东西花。\n请贵院查眼底。',
    steps: [['written', 1]],
  },
]

async function loadReferrals(db: Db, world: World): Promise<void> {
  const doctor = world.member('林芳')
  const at = (daysAgo: number) => instantOf(addDays(world.today, -daysAgo), '10:30')
  const statusOf = (kind: ReferralEntry['kind']): ReferralTable['status'] =>
    kind === 'follow_up_due' ? 'answered' : kind
  const rows = letters.map(({ of, daysAgo, hospital, department, reason, letter, steps, answer }) => {
    const { communityId, residentId, name, birthDate } = world.character(of)
    const id = idOf(`demo referral ${residentId}`)
    const backOn = answer && addDays(world.today, -answer.backDaysAgo)
    const history = steps.map(([kind, days], index): ReferralEntry => ({
      version: index + 1,
      at: at(days).toISOString(),
      kind,
      byName: kind === 'given' ? name : kind === 'follow_up_due' ? '' : doctor.name,
    }))
    return {
      community_id: communityId,
      id,
      number: numberOf(addDays(world.today, -daysAgo), id, 0),
      resident_id: residentId,
      resident_name: name,
      birth_date: birthDate,
      doctor_id: doctor.accountId,
      doctor_name: doctor.name,
      hospital,
      department,
      reason,
      letter,
      follow_up_days: 7,
      status: statusOf(steps.at(-1)?.[0] ?? 'written'),
      answer: answer && backOn ? json({ diagnosis: answer.diagnosis, advice: answer.advice, backOn }) : null,
      follow_up_on: backOn === undefined ? null : addDays(backOn, 7),
      result: '',
      written_at: at(daysAgo),
      due_at: null,
      version: history.length,
      notified_version: history.length,
      untold: 0,
      history: json(history),
    }
  })
  await db
    .insertInto('referral')
    .values(rows)
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}
