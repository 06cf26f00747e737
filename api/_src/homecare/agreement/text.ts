import { createHash } from 'node:crypto'
import type { Terms } from '../../../../shared/homecare/agreement-contract.ts'
import { careCategories, careCategoryCodes } from '../../../../shared/homecare/categories.ts'
import { groupNames, priceKindNames, yuanOf } from '../../../../shared/homecare/words.ts'
import type { Day } from '../../../../shared/time.ts'

/** The text of an agreement, a paragraph each: made from its terms alone, so that the same terms read the same. */
export function agreementText(terms: Terms, person: { name: string; address: string }): string[] {
  const { providerName, categories, hoursPerMonth, priceKind, group, subsidyCents, beginDay, endDay, extra } = terms
  const given = careCategoryCodes.filter((code) => categories.includes(code))
  const subsidy =
    subsidyCents === 0
      ? '没有补助。'
      : `政府每月补助最多 ${yuanOf(subsidyCents)} 元${group === null ? '' : `（${groupNames[group]}老人）`}，直接给提供方，不经过老人的手。`
  return [
    `甲方：${person.name}，住 ${person.address}。乙方：${providerName}。`,
    `一、乙方上门为甲方服务：${given.map((code) => `${careCategories[code].name}（${careCategories[code].line}）`).join('；')}。`,
    `二、每月 ${hoursPerMonth} 小时。哪天来、做什么，事先和甲方说好；临时改时间，提前一天说。`,
    `三、收费是${priceKindNames[priceKind]}的。${subsidy}补助以外要付的钱，价目表上怎么写就怎么收，不多收一分。`,
    `四、从 ${dayInFull(beginDay)}到 ${dayInFull(endDay)}。`,
    '五、乙方来的人带着工作证，先敲门，说清楚是谁。不向甲方卖东西，不收红包，不打听家里的钱。',
    '六、甲方觉得不合适，随时可以换人，也可以不做了，跟社区说一声就行。出了事故、丢了东西，先报社区，一起弄清楚。',
    ...(extra === '' ? [] : [`七、另外说好的：${extra}`]),
  ]
}

/** Whoever confirms names this: a text changed in between has another one. */
export function textHash(paragraphs: readonly string[]): string {
  return createHash('sha256').update(paragraphs.join('\n')).digest('hex')
}

function dayInFull(day: Day): string {
  return `${day.slice(0, 4)} 年 ${Number(day.slice(5, 7))} 月 ${Number(day.slice(8, 10))} 日`
}
