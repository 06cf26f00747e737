import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import writeSheet from 'write-excel-file/universal'
import { batchesOf, hoursIn, hoursTitles } from './hours.ts'
import { detailsOf, memberIn, memberTitles } from './members.ts'
import { readFile, rowsOf, sheetData } from './sheet.ts'

const fileOf = (titles: readonly string[], rows: readonly (readonly string[])[]) =>
  writeSheet(sheetData(titles, rows)).toBlob()

test('what is saved is read again, cell by cell, also what looks like a formula', async () => {
  const cells = ['=1+1', '+86 138', '@home', '-3', "'=x", '  周建国 ', '1 < 2 & "3"', '01', '']
  const rows = await readFile(await fileOf(memberTitles, [cells]), memberTitles)
  expect(rows).toEqual([
    { line: 2, cells: Object.fromEntries(memberTitles.map((title, index) => [title, (cells[index] ?? '').trim()])) },
  ])
})

test('no cell of a file begins like a formula', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string(), { minLength: 1, maxLength: 9 }), async (cells) => {
      for (const cell of sheetData([], [cells])[1] ?? []) expect(cell.value).not.toMatch(/^[=+\-@\t\r]/)
    }),
  )
})

test('a file that is no spreadsheet, and one with other titles, are told apart', async () => {
  expect(await readFile(new Blob(['姓名,性别']), memberTitles)).toBe('unreadable')
  expect(await readFile(await fileOf(['甲', '乙'], [['1', '2']]), memberTitles)).toBe('no_titles')
})

test('titles are found under a heading, days and numbers as they were typed, empty lines left out', () => {
  const data = [
    ['2026 年名册', null],
    ['姓名', '出生日期', '别的', '联系方式'],
    [null, null, null, null],
    ['周建国', new Date('1962-05-03T00:00:00.000Z'), 'x', 13_800_000_001],
  ]
  expect(rowsOf(data, memberTitles)).toEqual([
    { line: 4, cells: { 姓名: '周建国', 出生日期: '1962-05-03', 联系方式: '13800000001' } },
  ])
})

test('words of lists are understood, others are named', () => {
  const cells = {
    姓名: '周建国',
    性别: '男',
    专业技能: '会修东西、会飞',
    服务类别: '陪老人，收拾环境',
    服务时间段: '周末',
  }
  const { row, unknown } = memberIn({ line: 2, cells })
  expect(row).toMatchObject({ skills: ['repair'], serviceKinds: ['elder_care', 'environment'], freeTimes: ['weekend'] })
  expect(unknown).toEqual(['会飞'])
  expect(detailsOf({ ...row, idNumber: '11010519491231002x' })).toMatchObject({
    sex: 'male',
    idNumber: '11010519491231002X',
  })
})

test('hours become minutes, and who served together is proposed together', () => {
  const cells = {
    志愿者编号: '1000 0001',
    姓名: '周建国',
    活动名称: '楼道清洁',
    服务日期: '2026/11/20',
    服务地点: '3 栋',
    服务内容: '扫楼道',
    '服务时间（小时）': '1.5',
    组织单位: '梅园社区',
    负责人: '孙志强',
    补录原因: '手机没电',
  }
  expect(Object.keys(cells)).toEqual([...hoursTitles])
  const one = hoursIn({ line: 2, cells })
  expect(one).toMatchObject({ row: { volunteerNumber: '10000001', day: '2026-11-20', minutes: 90 }, wrong: [] })
  expect(hoursIn({ line: 3, cells: { ...cells, 补录原因: '', '服务时间（小时）': '很久' } })).toMatchObject({
    row: { minutes: 0 },
    wrong: ['补录原因'],
  })
  const people = Array.from({ length: 32 }, (_, index) => ({ ...one, residentId: `R${index}`, line: index }))
  const batches = batchesOf([...people, { ...one, residentId: 'R0', line: 40 }])
  expect(batches.map(({ rows }) => rows.length)).toEqual([30, 3])
})
