import type { ConsentPurpose } from '../../shared/volunteers/consents.ts'
import type {
  GuardianRelation,
  ServiceKind,
  VolunteerMove,
  VolunteerStatus,
} from '../../shared/volunteers/lifecycle.ts'

/** Kinds of service, as a neighbour would say them. */
export const serviceKindWords: Readonly<Record<ServiceKind, string>> = {
  elder_care: '陪老人',
  environment: '收拾环境',
  culture: '文艺活动',
  safety: '平安巡逻',
  children: '带孩子',
  health: '健康义诊',
}

export const volunteerStatusWords: Readonly<
  Record<VolunteerStatus, { text: string; kind?: 'ok' | 'warn' | 'info'; icon?: string }>
> = {
  awaiting_guardian: { text: '等家长点头', kind: 'warn', icon: 'hourglass' },
  active: { text: '在册', kind: 'ok', icon: 'circle-check' },
  paused: { text: '歇着', kind: 'info', icon: 'armchair' },
  left: { text: '退出了' },
}

export const guardianRelationWords: Readonly<Record<GuardianRelation, string>> = {
  mother: '妈妈',
  father: '爸爸',
  grandparent: '爷爷奶奶、外公外婆',
  other: '别的监护人',
}

/** What somebody agrees to, and what it is for. */
export const consentWords: Readonly<Record<ConsentPurpose, { title: string; note: string }>> = {
  records: {
    title: '我愿意，也同意记下来',
    note: '记姓名、证件号、电话和服务时间，用来排班、记时长、开证明。这一条一定要同意，才能登记。',
  },
  calls: { title: '临时缺人，可以来问我', note: '缺人的时候发消息问一声。来不来，您自己定。' },
  publicity: { title: '公示和表扬，可以写我的名字', note: '开证明前的公示、年底的表扬名单。' },
  ranking: { title: '时长排行榜，可以有我', note: '邻居看得到您的名字和时长。' },
}

/** The last answer in a few words. */
export const consentShort: Readonly<Record<ConsentPurpose, string>> = {
  records: '登记和记时长',
  calls: '临时缺人来问我',
  publicity: '公示和表扬写名字',
  ranking: '排行榜里有我',
}

export const moveWords: Readonly<Record<VolunteerMove, string>> = {
  registered: '登记成志愿者',
  returned: '回来了',
  completed: '补全了登记',
  changed: '改了资料',
  consented: '改了一条同意',
  guardian_agreed: '家长同意了',
  guardian_withdrew: '家长收回了同意',
  paused: '开始歇着',
  resumed: '接着做',
  left: '退出了',
  erased: '退出，删了资料',
}

const fieldWords: Readonly<Record<string, string>> = {
  name: '姓名',
  sex: '性别',
  birthDate: '生日',
  idNumberMark: '证件号',
  livingArea: '住处',
  phone: '电话',
  skills: '手艺',
  serviceKinds: '想帮的事',
  freeTimes: '空闲时间',
  introduction: '介绍',
  guardian: '家长',
}

/** `电话、手艺`: which parts changed; empty where that is no news. */
export function changedFieldWords(fields: readonly string[]): string {
  return fields
    .map((field) => fieldWords[field] ?? (field in consentShort ? consentShort[field as ConsentPurpose] : ''))
    .filter((words) => words !== '')
    .join('、')
}

export const sexWords = { female: '女', male: '男' } as const

/** `1234 5678`: easier to read out. */
export function numberInTwo(volunteerNumber: string): string {
  return `${volunteerNumber.slice(0, 4)} ${volunteerNumber.slice(4)}`
}

/** A story from its end, as a new list. */
export function newestFirst<Step>(steps: readonly Step[]): Step[] {
  return steps.map((_, index) => steps[steps.length - 1 - index] as Step)
}
