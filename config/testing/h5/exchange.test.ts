import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import writeSheet from 'write-excel-file/node'
import { checkCharacterOf } from '../../../shared/volunteers/id-number.ts'
import { openBrowser } from '../browser.ts'
import { openTown } from '../town.ts'
import { faultsOf } from './findings.ts'
import { browserPagesOf, deskScreen } from './visit.ts'

const town = await openTown()
const browser = await openBrowser()
const pageOf = browserPagesOf(town, browser)

/** What a press saves, as a spreadsheet program reads it. */
async function savedBy(page: Page, button: string) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  return readSheet(await readFile(await download.path()))
}

test('a sheet of volunteers is looked at, mended, registered; and everybody stands in what is given out', async () => {
  const person = await town.row(
    `select r.id, r.name, r.phone, date_format(r.birth_date, '%Y-%m-%d') as birth_date, r.sex from resident r
     left join volunteer v on v.community_id = r.community_id and v.resident_id = r.id
     where v.resident_id is null and r.phone is not null and r.community_id = (
       select community_id from resident where name = '王秀英')
       and r.birth_date between '1950-01-01' and '1995-01-01'
       and (select count(*) from resident n where n.community_id = r.community_id and n.name = r.name) = 1
     order by r.id limit 1`,
  )
  const [name, phone] = [String(person['name']), String(person['phone'])]
  const birthDate = String(person['birth_date'])
  const isMale = person['sex'] === 'male'
  const digits = `320104${birthDate.split('-').join('')}${isMale ? '001' : '002'}`
  const idNumber = digits + checkCharacterOf(digits)

  const desk = await pageOf('赵雨桐', { at: '/desk/exchange/index', screen: deskScreen })
  const [titles = []] = await savedBy(desk, '下载空表')
  expect(titles).toContain('身份证件号码')
  const sex = isMale ? '男' : '女'
  const right = [name, sex, birthDate, idNumber, '梅园社区', phone, '会修东西', '陪老人', '周末']
  const wrong = [name.slice(0, 1) + '没这人', sex, birthDate, digits + 'A', '', phone, '会飞', '', '']
  const file = await writeSheet(
    [titles.map(String), right, wrong].map((row) => row.map((value) => ({ value, type: String }))),
  ).toBuffer()
  const choose = desk.getByLabel('选填好的表格')
  await choose.setInputFiles({ name: '名单.txt', mimeType: 'text/plain', buffer: Buffer.from('姓名') })
  await desk.getByText('这不是 Excel 表格').waitFor()
  await choose.setInputFiles({ name: '名单.xlsx', mimeType: 'application/octet-stream', buffer: file })
  await desk.getByText('1 行要改').waitFor()
  await desk.getByText('证件号对不上').waitFor()
  await desk.getByText('“会飞”不在单子里').waitFor()
  expect(await faultsOf(desk, false), 'the page').toEqual([])
  const counted = () => town.row('select count(*) as n from volunteer where resident_id = ?', [person['id']])
  expect(await counted()).toEqual({ n: 0 })
  await desk.getByRole('checkbox', { name: /签过纸质同意书/ }).click()
  await desk.getByRole('button', { name: '登记没问题的 1 位' }).click()
  await desk.getByText('登记了 1 位').waitFor()
  expect(await counted()).toEqual({ n: 1 })
  await choose.setInputFiles({ name: '名单.xlsx', mimeType: 'application/octet-stream', buffer: file })
  await desk.getByText('登记过了').waitFor()

  const members = await savedBy(desk, '导出志愿者表格')
  const own = members.find((row) => row.includes(name))
  expect(own).toContain('会修东西')
  expect(JSON.stringify(members)).not.toContain(idNumber)
  await desk.getByRole('radio', { name: '服务时间' }).click()
  const hours = await savedBy(desk, '导出服务时间表格')
  const entries = await town.row(
    `select count(*) as n from hours_entry where community_id = (select community_id from resident where name = '王秀英')
     and service_day between concat(year(utc_timestamp() + interval 8 hour), '-01-01') and date(utc_timestamp() + interval 8 hour)`,
  )
  expect(hours.length - 1).toBe(entries['n'])
})
