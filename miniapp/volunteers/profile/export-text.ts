import type { VolunteerFile } from '../../../shared/volunteers/registration-contract.ts'
import { dayOf, timeOf } from '../../../shared/time.ts'
import { freeTimeWords, skillWords } from '../../text/volunteering.ts'
import { dayInFull } from '../../text/days.ts'
import {
  changedFieldWords,
  consentShort,
  guardianRelationWords,
  moveWords,
  numberInTwo,
  serviceKindWords,
  sexWords,
  volunteerStatusWords,
} from '../../text/volunteers.ts'

const moment = (instant: string) => `${dayInFull(dayOf(new Date(instant)))} ${timeOf(new Date(instant))}`
const listed = (words: readonly string[]) => (words.length === 0 ? '没填' : words.join('、'))
const orNone = (words: string | null) => words ?? '没有'

/** What is stored, name by name, in plain words: for the page and for the file. */
export function storedFacts(volunteer: VolunteerFile): { name: string; value: string }[] {
  const { guardian } = volunteer
  return [
    { name: '姓名', value: orNone(volunteer.name) },
    { name: '性别', value: volunteer.sex === null ? '没有' : sexWords[volunteer.sex] },
    { name: '出生日期', value: volunteer.birthDate === null ? '没有' : dayInFull(volunteer.birthDate) },
    { name: '证件号', value: volunteer.idNumberShown === null ? '没有' : `${volunteer.idNumberShown}，锁着存` },
    { name: '住在', value: orNone(volunteer.livingArea) },
    { name: '电话', value: orNone(volunteer.phone) },
    { name: '会什么', value: listed(volunteer.skills.map((skill) => skillWords[skill].text)) },
    { name: '想帮什么', value: listed(volunteer.serviceKinds.map((kind) => serviceKindWords[kind])) },
    { name: '有空', value: listed(volunteer.freeTimes.map((time) => freeTimeWords[time])) },
    { name: '介绍', value: volunteer.introduction === '' ? '没填' : volunteer.introduction },
    ...(guardian === null
      ? []
      : [
          {
            name: '家长',
            value: `${guardian.name}，${guardianRelationWords[guardian.relation]}，${guardian.phone}，${guardian.agreedAt === null ? '还没点头' : `${moment(guardian.agreedAt)} 点头`}`,
          },
        ]),
  ]
}

/** Everything this part of 邻里通 stores about a volunteer, as a text to keep (PIPL §45). */
export function exportText(volunteer: VolunteerFile, now: Date): string {
  const lines = [
    '邻里通　志愿者登记',
    `导出时间：${moment(now.toISOString())}`,
    '',
    `志愿者编号：${numberInTwo(volunteer.volunteerNumber)}`,
    `现在：${volunteerStatusWords[volunteer.status].text}`,
    `登记时间：${moment(volunteer.joinedAt)}`,
    ...(volunteer.pausedUntil === null ? [] : [`歇到：${dayInFull(volunteer.pausedUntil)}`]),
    ...(volunteer.leftAt === null ? [] : [`退出时间：${moment(volunteer.leftAt)}`]),
    '',
    '登记的内容',
    ...storedFacts(volunteer).map(({ name, value }) => `${name}：${value}`),
    '',
    '同意过什么',
    ...volunteer.consents.map(
      ({ purpose, agreed, version, at }) =>
        `${consentShort[purpose]}：${agreed ? '同意' : '不同意'}，${moment(at)}，说明版本 ${version}`,
    ),
    '',
    '改动',
    ...volunteer.history.map(({ at, what, by, fields }) => {
      const changed = changedFieldWords(fields)
      return `${moment(at)}　${moveWords[what]}${changed === '' ? '' : `（${changed}）`}${by === null ? '' : `，${by}代办`}`
    }),
    '',
    '服务时长、证明、积分不在这个文件里：时长在“服务时长”那一页，证明在“服务证明”那一页，都能单独保存。',
  ]
  return `${lines.join('\n')}\n`
}
