/** 助餐 … 精神慰藉: the eight kinds of home care, in the order in which they are always shown. */
export const careCategoryCodes = [
  'meals',
  'bath',
  'cleaning',
  'medical',
  'urgent',
  'escort',
  'rehab',
  'comfort',
] as const
export type CareCategory = (typeof careCategoryCodes)[number]

/** What they are called, and what is done. Data: the same words stand on pages, in agreements and on sheets. */
export const careCategories: Readonly<Record<CareCategory, { name: string; line: string }>> = {
  meals: { name: '助餐', line: '送饭到家，帮着做饭、喂饭' },
  bath: { name: '助浴', line: '帮着洗澡、洗头、擦身' },
  cleaning: { name: '助洁', line: '打扫屋子，洗衣服、换被褥' },
  medical: { name: '助医', line: '陪着看病，取药，量血压' },
  urgent: { name: '助急', line: '家里急修，临时要人帮一把' },
  escort: { name: '助行', line: '扶着出门、下楼，代办跑腿' },
  rehab: { name: '康复护理', line: '活动手脚、按摩、换药护理' },
  comfort: { name: '精神慰藉', line: '上门聊天，读报，打电话问候' },
}

/** `助餐、助洁`. */
export function categoryNames(categories: readonly CareCategory[]): string {
  return careCategoryCodes
    .filter((code) => categories.includes(code))
    .map((code) => careCategories[code].name)
    .join('、')
}
