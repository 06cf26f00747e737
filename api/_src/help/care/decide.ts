import type { LineState, NeedKind, RoundGroup, SignKind } from '../../../../shared/help/wellness.ts'
import type { Day } from '../../../../shared/time.ts'

/** What of somebody decides whether a round is for them. */
export interface Asked {
  age: number | null
  livingAlone: boolean
  tags: readonly string[]
}

const needsCareTag = /不能自理|半自理|失能|卧床|要人扶/
const disabledTag = /残疾|残障|盲|聋|轮椅/

/** True when somebody belongs to one of these groups. Self-care and disability stand in the tags of the resident. */
export function belongsTo(groups: readonly RoundGroup[], { age, livingAlone, tags }: Asked): boolean {
  const has = (tag: RegExp) => tags.some((one) => tag.test(one))
  const belongs: Record<RoundGroup, () => boolean> = {
    living_alone: () => livingAlone,
    over_80: () => (age ?? 0) >= 80,
    needs_care: () => has(needsCareTag),
    disabled: () => has(disabledTag),
    independent: () => (age ?? 0) >= 60 && !has(needsCareTag),
    everybody: () => true,
  }
  return groups.some((group) => belongs[group]())
}

/** How a line stands: what somebody marked, else the person's own sign of life since the start. */
export function lineState(
  line: { state: LineState; lastSignAt: Date | null; lastSignKind: SignKind | null },
  startedAt: Date,
): { state: LineState; sign: SignKind | null } {
  const hasSign = line.lastSignAt !== null && line.lastSignAt > startedAt
  if (hasSign && (line.state === 'waiting' || line.state === 'not_reached')) {
    return { state: 'reached', sign: line.lastSignKind }
  }
  return { state: line.state, sign: null }
}

const needWords: Readonly<Record<NeedKind, string>> = {
  meals: '送餐',
  medicine: '买药取药',
  doctor: '看医生',
  repair: '修东西',
  shopping: '买东西',
  company: '有人陪',
  cleaning: '打扫',
  paperwork: '办手续',
  other: '别的事',
}

/** The line on the desk's list for what somebody needs: `王秀英要：送餐、修东西`. */
export function needTitle(name: string, needs: readonly NeedKind[]): string {
  return `${name}要：${needs.map((need) => needWords[need]).join('、')}`
}

/** What to ask the register for, so that everybody who may belong is among the answers; undefined = everybody. */
export function registerFilter(
  groups: readonly RoundGroup[],
  today: Day,
): { livingAlone?: boolean; bornBefore?: Day; tagged?: readonly string[] } | undefined {
  if (groups.includes('everybody')) return undefined
  const years = groups.includes('independent') ? 60 : groups.includes('over_80') ? 80 : undefined
  const tagged = [
    ...(groups.includes('needs_care') ? ['自理', '失能', '卧床', '要人扶'] : []),
    ...(groups.includes('disabled') ? ['残疾', '残障', '盲', '聋', '轮椅'] : []),
  ]
  return {
    ...(groups.includes('living_alone') ? { livingAlone: true } : {}),
    // Whoever reaches the age this year: `belongsTo` looks at the day.
    ...(years === undefined ? {} : { bornBefore: `${Number(today.slice(0, 4)) - years + 1}-01-01` }),
    ...(tagged.length > 0 ? { tagged } : {}),
  }
}
