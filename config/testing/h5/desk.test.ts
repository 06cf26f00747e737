import { expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { openTown } from '../town.ts'
import { browserPagesOf, deskScreen, writeIn } from './visit.ts'

const town = await openTown()
const browser = await openBrowser()
const pageOf = browserPagesOf(town, browser)

/** The clock's pass, as on a server that is well. */
await town.pass(0)

async function pressFor(name: string) {
  const phone = await pageOf(name)
  await phone.getByRole('button', { name: /^求助/ }).first().click()
  await phone.getByText('社区收到了').waitFor()
}

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

  for (const name of ['王秀英', '张德福']) await pressFor(name)
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

test('two desks: one takes over from the other, who may say no for twenty seconds', async () => {
  const wide = await pageOf('赵雨桐', { at: '/desk/index/index', screen: deskScreen })
  const phone = await pageOf('李敏', { at: '/desk/index/index' })
  await wide
    .getByRole('button', { name: /王秀英/ })
    .first()
    .click()
  await phone.getByRole('button', { name: '接警' }).click()
  await phone.getByRole('button', { name: '出发' }).waitFor()

  const ask = async () => {
    await wide.getByRole('button', { name: '接手' }).first().click()
    await wide.getByRole('radio', { name: '他走不开' }).click()
    await wide.getByRole('button', { name: '我来接手' }).click()
    await wide.getByText('后归您').waitFor()
  }
  await ask()
  await phone.getByText('赵雨桐想接手：他走不开').first().waitFor()
  await phone.getByRole('button', { name: '我接着办' }).click()
  await wide.getByText('李敏说自己接着办').waitFor()

  await ask()
  await town.pass(21)
  await wide.getByText('赵雨桐接手了').waitFor()
  await wide.getByRole('button', { name: '出发' }).and(wide.locator('[id=lead-act]')).waitFor()
  expect(
    await town.row("select responder_name, status from help_call where resident_name = '王秀英' and raised_at >= ?", [
      town.openedAt,
    ]),
  ).toEqual({ responder_name: '赵雨桐', status: 'acknowledged' })
})

test('a note, and a call-back apart from what rings', async () => {
  const desk = await pageOf('赵雨桐', { at: '/desk/index/index', screen: deskScreen })
  await desk
    .getByRole('button', { name: /王秀英/ })
    .first()
    .click()
  await desk.getByRole('button', { name: '记一笔' }).click()
  await writeIn(desk.getByRole('textbox', { name: '记什么' }), '电话打通了，在客厅坐着')
  await desk.getByRole('button', { name: '记下' }).click()
  await desk.getByText('赵雨桐记了一笔：').waitFor()
  await desk.getByRole('button', { name: '结束', exact: true }).click()
  await desk.getByRole('button', { name: '结束这次求助' }).click()
  await desk.getByText('要回电话').waitFor()
  await desk.getByRole('button', { name: /王秀英.*前回电话/ }).click()
  await desk.getByRole('button', { name: '打过电话了' }).click()
  await desk.getByRole('radio', { name: '人没事，都好' }).click()
  await desk.getByRole('button', { name: '打过电话了，记下' }).click()
  await desk.getByText('要回电话').waitFor({ state: 'detached' })
})

test('an idle desk is sent next to nothing', async () => {
  const desk = await pageOf('刘倩', { at: '/desk/index/index', screen: deskScreen })
  const sizes: number[] = []
  const isPoll = (response: { url: () => string }) => response.url().endsWith('/api/help.desk')
  while (sizes.length < 5) sizes.push((await (await desk.waitForResponse(isPoll)).body()).length)
  expect(Math.min(...sizes.slice(1)), `bytes per poll: ${sizes.join()}`).toBeLessThan(250)
})

test('the desk says when nobody looks after the clock', async () => {
  const desk = await pageOf('孙志强', { at: '/desk/index/index', screen: deskScreen })
  await desk.getByText('链路正常').waitFor()
  await town.pass(200, { withTick: false })
  await desk.getByText('巡查停了').waitFor()
  await town.pass(0)
  await desk.getByText('链路正常').waitFor()
})

test('the desk says so when it is cut off, and when it is back', async () => {
  const desk = await pageOf('孙志强', { at: '/desk/index/index', screen: deskScreen })
  await desk.getByText('链路正常').waitFor()
  await desk.context().setOffline(true)
  await desk.getByText('连不上了，守着电话').waitFor({ timeout: 15_000 })
  await desk.context().setOffline(false)
  await desk.getByText('链路正常').waitFor()
})
