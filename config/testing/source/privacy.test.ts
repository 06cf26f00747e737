import { expect, test } from 'vitest'
import { privacyAloud } from '../../../miniapp/text/privacy.ts'
import { readTree } from './tree.ts'

const said = privacyAloud.join('\n')
const tables = readTree()
  .filter(({ path }) => /^config\/migrations\/\d/.test(path))
  .map(({ text }) => text)
  .join('\n')

/** What a table or column keeps, in the words of the privacy page (PIPL §17: every kind of data is named). */
const kept: readonly (readonly [name: string, words: string])[] = [
  ['phone', '手机号'],
  ['birth_date', '生日'],
  ['living_alone', '独居'],
  ['contact', '紧急联系人'],
  ['id_number_sealed', '身份证号'],
  ['health_file', '健康情况'],
  ['homecare_survey', '要人帮'],
  ['file', '拍的照片'],
]

test.each(kept)('the privacy page names what %s keeps', (name, words) => {
  expect(tables).toContain(`'${name}'`)
  expect(said).toContain(words)
})

test('what the privacy page says is not used has no column', () => {
  expect(said).toContain('不用定位')
  expect(tables).not.toMatch(/'\w*(?:latitude|longitude|geo|location)\w*'/)
  expect(said).not.toContain('不用身份证号')
})
