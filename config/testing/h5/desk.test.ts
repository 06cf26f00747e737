import { expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { openTown } from '../town.ts'
import { browserPagesOf, deskScreen } from './visit.ts'

const town = await openTown()
const browser = await openBrowser()
const pageOf = browserPagesOf(town, browser)

test('three columns, and a whole call with the keyboard', async () => {
  const desk = await pageOf('赵雨桐', { at: '/desk/index/index', screen: deskScreen })
  await desk.getByText('现在没有人求助').waitFor()
  const columns = await desk.locator('.desk__col').evaluateAll((all) =>
    all.map((column) => {
      const { left, right, top } = column.getBoundingClientRect()
      return { left, right, top }
    }),
  )
  expect(columns).toHaveLength(3)
  for (const [index, column] of columns.entries()) {
    expect(column.top).toBe(columns[0]?.top)
    expect(column.left).toBeGreaterThanOrEqual(columns[index - 1]?.right ?? 0)
    expect(column.right).toBeLessThanOrEqual(deskScreen.width)
  }

  for (const name of ['王秀英', '张德福']) {
    const phone = await pageOf(name)
    await phone.getByRole('button', { name: /^求助/ }).first().click()
    await phone.getByText('社区收到了').waitFor()
  }
  await desk.getByText('张德福').first().waitFor()
  const chosen = () => desk.locator('.call.is-selected').innerText()
  expect(await chosen()).toContain('王秀英')
  await desk.keyboard.press('ArrowDown')
  expect(await chosen()).toContain('张德福')
  await desk.keyboard.press('ArrowUp')
  expect(await chosen()).toContain('王秀英')
  await desk.keyboard.press('ArrowDown')
  await desk.keyboard.press('Enter')
  await desk.getByText('2 楼没电梯').waitFor()
  await desk.keyboard.press('a')
  await desk.getByText('赵雨桐接了').first().waitFor()
  const rows = await town.rows('select resident_name, status from help_call where raised_at >= ? order by raised_at', [
    town.openedAt,
  ])
  expect(rows).toEqual([
    { resident_name: '王秀英', status: 'ringing' },
    { resident_name: '张德福', status: 'acknowledged' },
  ])
})

test('the desk says so when it is cut off, and when it is back', async () => {
  const desk = await pageOf('孙志强', { at: '/desk/index/index', screen: deskScreen })
  await desk.getByText('链路正常').waitFor()
  await desk.context().setOffline(true)
  await desk.getByText('连不上了，守着电话').waitFor({ timeout: 15_000 })
  await desk.context().setOffline(false)
  await desk.getByText('链路正常').waitFor()
})
