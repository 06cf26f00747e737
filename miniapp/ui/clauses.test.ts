import { expect, it } from 'vitest'
import { clausesOf } from './clauses.ts'

it.each([
  ['李敏说 5 分钟内到。她会敲门报名字，您坐着等。', ['李敏说 5 分钟内到。', '她会敲门报名字，', '您坐着等。']],
  ['明天 3 栋、5 栋停水检修', ['明天 3 栋、', '5 栋停水检修']],
  ['没到 60 岁', ['没到 60 岁']],
  ['请他在“我的”里点代办授权。', ['请他在“我的”里点代办授权。']],
  ['', ['']],
])('breaks %s between its clauses', (sentence, clauses) => {
  expect(clausesOf(sentence)).toEqual(clauses)
  expect(clausesOf(sentence).join('')).toBe(sentence)
})
