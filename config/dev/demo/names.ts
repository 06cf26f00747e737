import type { Dice } from './dice.ts'

export type Sex = 'female' | 'male'

/** Family names with their share of the population in per mille (全国姓名报告), the rest spread over the tail. */
const familyNames: readonly (readonly [string, number])[] = [
  ['王', 72],
  ['李', 71],
  ['张', 68],
  ['刘', 52],
  ['陈', 50],
  ['杨', 31],
  ['赵', 22],
  ['黄', 22],
  ['周', 21],
  ['吴', 20],
  ['徐', 17],
  ['孙', 16],
  ['胡', 13],
  ['朱', 13],
  ['高', 12],
  ['林', 12],
  ['何', 11],
  ['郭', 11],
  ['马', 10],
  ['罗', 9],
  ['梁', 9],
  ['宋', 8],
  ['郑', 8],
  ['谢', 7],
  ['韩', 7],
  ['唐', 7],
  ['冯', 6],
  ['于', 6],
  ['董', 6],
  ['程', 6],
  ['曹', 6],
  ['袁', 5],
  ['邓', 5],
  ['许', 5],
  ['傅', 4],
  ['沈', 5],
  ['曾', 5],
  ['彭', 5],
  ['吕', 4],
  ['苏', 4],
  ['卢', 4],
  ['蒋', 5],
  ['蔡', 4],
  ['贾', 4],
  ['丁', 4],
  ['魏', 4],
  ['薛', 3],
  ['叶', 4],
  ['余', 4],
  ['潘', 4],
  ['戴', 3],
  ['夏', 3],
  ['钟', 3],
  ['汪', 3],
  ['田', 3],
  ['姜', 3],
  ['范', 3],
  ['方', 3],
  ['石', 3],
  ['姚', 3],
  ['陶', 2],
  ['欧阳', 1],
]
const allShares = familyNames.reduce((sum, [, share]) => sum + share, 0)

const words = (text: string) => text.split(' ')

/** Given names as parents chose them, by the last year of birth they were common in. */
const givenNames: readonly { until: number; female: readonly string[]; male: readonly string[] }[] = [
  {
    until: 1954,
    female: words(
      '秀英 桂英 玉兰 桂兰 秀兰 淑珍 凤英 桂珍 素珍 玉珍 秀珍 美英 兰英 月英 淑英 翠英 惠珍 金凤 桂芳 玉梅',
    ),
    male: words('德福 国栋 志明 永康 福生 有才 长根 金山 德明 保国 世昌 文彬 树林 宝山 庆余 耀华 家声 仁义 传福 正兴'),
  },
  {
    until: 1974,
    female: words(
      '建华 秀芳 丽华 爱华 卫红 玉芳 红梅 小红 桂香 美玲 建英 春兰 慧芳 爱萍 丽萍 亚萍 国英 秋菊 文英 凤琴',
    ),
    male: words('建国 建军 国强 志强 卫东 建平 国庆 爱民 永强 为民 学军 跃进 援朝 国华 正平 建新 红兵 保华 新民 和平'),
  },
  {
    until: 1989,
    female: words('静 丽 敏 艳 娟 燕 玲 芳 婷 慧 丽娜 晓燕 雪梅 海燕 春燕 文静 晓红 莉 霞 洁'),
    male: words('伟 强 磊 军 勇 涛 斌 杰 鹏 超 志刚 海波 晓东 俊峰 永刚 明 辉 波 刚 飞'),
  },
  {
    until: 2004,
    female: words('雨晴 思琪 雪莹 佳怡 梦婷 晓雯 欣怡 嘉敏 静怡 雅婷 诗雨 倩 颖 蕾 璐'),
    male: words('浩 子豪 文博 俊杰 天宇 晓峰 宇航 嘉伟 志远 明哲 家豪 鑫 凯 博文 泽宇'),
  },
  {
    until: 9999,
    female: words('一诺 子涵 欣妍 梓萱 可馨 诗涵 雨桐 语彤 若溪 沐晴 安然 佳宁 思语 悦然 芷若'),
    male: words('浩宇 子轩 宇轩 梓睿 沐辰 奕辰 俊熙 亦凡 一鸣 博涵 皓轩 宸宇 睿泽 嘉树 知行'),
  },
]

/** A family name, as often as it really is. */
export function familyName(dice: Dice): string {
  let left = dice.roll() * allShares
  for (const [name, share] of familyNames) {
    left -= share
    if (left < 0) return name
  }
  return '王'
}

/** A given name of somebody born in this year. */
export function givenName(dice: Dice, sex: Sex, bornIn: number): string {
  const generation = givenNames.find(({ until }) => bornIn <= until)
  return dice.pick(generation?.[sex] ?? ['安'])
}
