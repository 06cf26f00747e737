import type { CheckUp, CheckUpFilter, CheckUpLine, MyCheckUp } from '../../shared/health/check-up-contract.ts'
import type { HealthFile } from '../../shared/health/doctor-contract.ts'
import type { Referral } from '../../shared/health/referral-contract.ts'
import {
  type CheckUpAnswer,
  type FocusGroup,
  type HealthAgreementWay,
  type HealthPurpose,
  type ReferralStatus,
  type ReferralStep,
} from '../../shared/health/lifecycle.ts'
import type { Relation } from '../../shared/people/relations.ts'
import { dayOf, dayWord, weekdayWord, type Day } from '../../shared/time.ts'
import { dayInFull } from './days.ts'
import { relationWords } from './relations.ts'

/** What the family doctor looks after in particular, as people call it. */
export const focusWords: Readonly<Record<FocusGroup, string>> = {
  hypertension: '高血压',
  diabetes: '糖尿病',
  heart: '心脏病',
  stroke: '中过风',
  over_65: '65 岁以上',
  disabled: '残疾人',
  maternity: '孕产妇',
  small_child: '0–6 岁孩子',
  tuberculosis: '肺结核',
}

/** 高血压、糖尿病. */
export function focusList(focus: readonly FocusGroup[]): string {
  return focus.map((one) => focusWords[one]).join('、')
}

interface AgreementWords {
  /** What it is for, in the list of agreements. */
  name: string
  /** What the person ticks. */
  agree: string
  /** Who sees it, and how it ends. */
  note: string
  /** What happens when it is taken back, said before. */
  end: string
}

export const agreementWords: Readonly<Record<HealthPurpose, AgreementWords>> = {
  doctor: {
    name: '家庭医生',
    agree: '我同意卫生站存健康情况，给家庭医生看',
    note: '只有家庭医生看得到，看一次记一次。不同意，也照样能看病。以后想收回，一按就删。',
    end: '签约马上结束，登记的健康情况都删掉，医生就看不到了。以后想签，随时再签。',
  },
  check_up: {
    name: '体检',
    agree: '我同意记下体检的事',
    note: '记来不来、到没到、结果取没取，只给办体检的人看。以后想收回，一按就删。',
    end: '体检名单上和您有关的都删掉。体检结果在卫生站，不归这里管。',
  },
  referral: {
    name: '转诊',
    agree: '我同意卫生站存转诊信和医院的回信',
    note: '只有写信的医生和家庭医生看得到，看一次记一次。以后想收回，一按就删。',
    end: '信里写的、医院回的都删掉，谁也看不到了。编号和日期要留着备查，删不了。',
  },
}

/** `我同意…`; by family: `我问过王秀英，同意…`; face to face: `念给本人听过，同意…`. */
export function agreeText(purpose: HealthPurpose, by: 'self' | 'staff' | { name: string }): string {
  const { agree } = agreementWords[purpose]
  if (by === 'self') return agree
  return agree.replace('我同意', by === 'staff' ? '念给本人听过，同意' : `我问过${by.name}，同意`)
}

export const agreedHowWords: Readonly<Record<HealthAgreementWay, string>> = {
  self: '本人点的头',
  family: '家里人问过本人',
  staff: '医生念给本人听的',
}

/** 女儿代办; nothing for the person. */
export function proxyWords(relation: Relation | null): string {
  return relation === null ? '社区打电话记的' : relation === 'self' ? '' : `${relationWords[relation]}代办`
}

export function clausesOf(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part !== '' && part !== null && part !== undefined).join('，')
}

/** The family doctor's row: until when. */
export function termWords(doctor: NonNullable<HealthFile['doctor']>): string {
  return doctor.endsSoon ? `${dayWord(doctor.endsOn)}就到期了` : `签到 ${dayInFull(doctor.endsOn)}`
}

/** `12 月 1 日 星期二、2 日，7:30–10:00`. */
export function daysWords({ days, from, to }: Pick<MyCheckUp, 'days' | 'from' | 'to'>): string {
  const [first = '', ...others] = days
  const rest = others.map((day) =>
    day.slice(0, 7) === first.slice(0, 7) ? `${Number(day.slice(8))} 日` : dayWord(day),
  )
  const alone = others.length === 0 ? ` ${weekdayWord(first)}` : ''
  return `${[`${dayWord(first)}${alone}`, ...rest].join('、')}，${hour(from)}–${hour(to)}`
}

const hour = (time: string) => time.replace(/^0/, '')

export const answerWords: Readonly<Record<CheckUpAnswer, { text: string; short: string }>> = {
  coming: { text: '我来', short: '来' },
  fetch: { text: '来，要人接', short: '要人接' },
  not_coming: { text: '这次不来', short: '不来' },
}

/** The state of an invitation in one word. */
export function invitationState(one: MyCheckUp): { text: string; kind?: 'ok' | 'warn' | 'info'; icon?: string } {
  if (one.collected) return { text: '结果取了' }
  if (one.attended) return { text: '查过了', kind: 'ok', icon: 'check' }
  if (one.over) return { text: '结束了' }
  if (one.answer === null) return { text: '来不来', kind: 'warn', icon: 'triangle-alert' }
  return { text: answerWords[one.answer].short, ...(one.answer === 'not_coming' ? {} : { kind: 'ok', icon: 'check' }) }
}

/** `65 岁以上，一个人住的，三网格`. */
export function filterWords(filter: CheckUpFilter, gridName: string): string {
  const ages = filter.ageTo >= 120 ? `${filter.ageFrom} 岁以上` : `${filter.ageFrom} 到 ${filter.ageTo} 岁`
  return clausesOf(
    ages,
    filter.livingAlone ? '一个人住的' : '',
    filter.focus === null ? '' : focusWords[filter.focus],
    gridName,
  )
}

/** How far a check-up has come, on the desk's list. */
export function checkUpLine(one: CheckUp): string {
  if (one.invitedAt === null) return `名单 ${one.people} 人，还没请`
  return clausesOf(
    `请了 ${one.people} 人`,
    `来 ${one.coming + one.fetch}`,
    one.toRing > 0 ? `要打电话 ${one.toRing}` : `不来 ${one.notComing}`,
  )
}

/** What is known of one person of a list. */
export function lineWords(line: CheckUpLine): string {
  if (line.dropped) return '划掉了'
  const by =
    line.answeredRelation === null
      ? line.rungByName === ''
        ? ''
        : `${line.rungByName}打电话问的`
      : proxyWords(line.answeredRelation)
  if (line.answer !== null) return clausesOf(answerWords[line.answer].short, by, line.ringNote)
  if (line.ringResult === 'not_reached') return clausesOf('没打通', line.ringNote)
  return ''
}

export const referralStatusWords: Readonly<
  Record<ReferralStatus, { text: string; kind?: 'ok' | 'warn' | 'info'; icon?: string }>
> = {
  written: { text: '等您点头', kind: 'warn', icon: 'triangle-alert' },
  given: { text: '信拿到了', kind: 'info' },
  refused: { text: '您没同意' },
  cancelled: { text: '医生收回了' },
  accepted: { text: '医院收了', kind: 'ok', icon: 'check' },
  turned_down: { text: '医院没收', kind: 'warn', icon: 'triangle-alert' },
  answered: { text: '医院回信了', kind: 'ok', icon: 'check' },
  done: { text: '办完了' },
  erased: { text: '内容删了' },
}

/** The same, to the doctor. */
export function referralStateForDoctor(status: ReferralStatus, overdue: boolean) {
  if (overdue) return { text: '该回访了', kind: 'warn' as const, icon: 'triangle-alert' }
  if (status === 'written') return { text: '等本人点头', kind: 'info' as const }
  if (status === 'given') return { text: '等医院', kind: 'info' as const }
  if (status === 'answered') return { text: '等回访', kind: 'info' as const }
  if (status === 'refused') return { text: '本人没同意' }
  return referralStatusWords[status]
}

/** What happened, in plain words. */
function stepWords(kind: ReferralStep, byName: string, doctorName: string): string {
  switch (kind) {
    case 'written':
      return `${byName}医生写了转诊信`
    case 'given':
      return byName === doctorName ? `本人同意去，信交到手里了` : `${byName}说同意去，信可以用了`
    case 'refused':
      return `${byName}说这次不去`
    case 'cancelled':
      return `${byName}医生收回了这封信`
    case 'accepted':
      return '医院收下了'
    case 'turned_down':
      return `医院没收，${doctorName}医生会再想办法`
    case 'answered':
      return '医院回信了，人转回社区'
    case 'follow_up_due':
      return '到了回访的日子'
    case 'done':
      return `${byName}医生回访过了`
    case 'erased':
      return '收回了同意，信里写的都删了'
  }
}

/** The steps of a letter as a timeline shows them, newest first. */
export function storyOf(letter: Pick<Referral, 'steps' | 'doctorName' | 'result'>) {
  return letter.steps.map(({ kind, at, byName }, index) => ({
    what: stepWords(kind, byName, letter.doctorName),
    why: clausesOf(momentOf(at), kind === 'done' ? letter.result : ''),
    time: '',
    now: index === 0,
  }))
}

/** What comes next, for who reads it. */
export function nextWords(status: ReferralStatus, followUpOn: Day | null): string {
  if (status === 'written') return '看一看信，想去就点同意。'
  if (status === 'given') return '带上这封信和身份证、医保卡去医院。'
  if (status === 'accepted') return '在医院好好看。医院回信了，这里会告诉您。'
  if (status === 'turned_down') return '医生会再找您商量。急的话，打电话给卫生站。'
  if (status === 'answered' && followUpOn !== null) return `${dayWord(followUpOn)}前后，医生会来问问您怎么样。`
  return ''
}

/** `11 月 24 日`. */
export function momentOf(at: string): string {
  return dayWord(dayOf(new Date(at)))
}
