import { expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { openTown } from '../town.ts'
import { faultsOf } from './findings.ts'
import { browserPagesOf, type VisitedPage, writeIn } from './visit.ts'

const town = await openTown()
const pageOf = browserPagesOf(town, await openBrowser())

const services = '/booking/services/index'
const freeHour = /^\d+:\d\d，余 \d+/

/** A page with a finger that counts what it does. */
function fingerOn(page: VisitedPage) {
  let taps = 0
  const tap = async (role: 'button' | 'radio' | 'checkbox', name: RegExp | string) => {
    taps += 1
    await page.getByRole(role, { name }).locator('visible=true').first().click()
  }
  return {
    button: (name: RegExp | string) => tap('button', name),
    radio: (name: RegExp | string) => tap('radio', name),
    checkbox: (name: RegExp | string) => tap('checkbox', name),
    taps: () => taps,
  }
}

const shows = (page: VisitedPage, text: RegExp | string) =>
  page.getByText(text).locator('visible=true').first().waitFor()

/** The page's faults, once everything on it has been answered. */
async function clean(page: VisitedPage, elder: boolean, step: string) {
  await page.settled()
  // the router slides pages in whatever the phone asked for; what slides is beyond the edge
  await page.waitForTimeout(500)
  expect(await faultsOf(page, elder), step).toEqual([])
}

/** From the catalogue to a place that is kept. */
async function keep(page: VisitedPage, service: string, day?: RegExp) {
  const finger = fingerOn(page)
  await finger.button(new RegExp(`^${service}`))
  if (day) await finger.radio(day)
  await finger.radio(freeHour)
  await finger.button('约这个时间')
  await shows(page, /给您留到/)
  return finger
}

test.each([false, true])('a place is booked with at most six taps (elder: %s)', async (elder) => {
  const page = await pageOf('王秀英', { at: services, elder })
  await clean(page, elder, 'the catalogue')
  const finger = await keep(page, elder ? '上门换药' : '上门量血压')
  await clean(page, elder, 'what is kept')
  await finger.button('约下来')
  await shows(page, /^约好了$/)
  expect(finger.taps()).toBeLessThanOrEqual(6)
  await page.getByLabel(/^报号( \d){6}$/).waitFor()
  await clean(page, elder, 'the ticket')
})

test.each([false, true])('two things for two people are one visit (elder: %s)', async (elder) => {
  const page = await pageOf('陈静', { at: services, elder })
  const home = elder ? '打扫卫生' : '上门理发'
  await keep(page, home, /^周四/)
  const finger = fingerOn(page)
  await finger.button('再加一项')
  await finger.button(/^午饭.*到食堂吃/)
  await finger.radio(elder ? /^周五/ : /^周六/)
  await finger.radio(freeHour)
  await finger.button('约这个时间')
  await shows(page, '2 件事，一起约')
  await shows(page, '您代办')
  await clean(page, elder, 'a basket of two')
  await finger.button('约下来')
  await shows(page, /2 件都约好了/)
  expect(await page.getByLabel(/^报号( \d){6}$/).count()).toBe(2)
  await clean(page, elder, 'the visit')
  await page.goto(`${town.url}/booking/mine/index`)
  await shows(page, home)
  await clean(page, elder, 'my bookings')
})

test.each([false, true])('a booking is moved to a free time near it (elder: %s)', async (elder) => {
  const page = await pageOf(elder ? '刘桂兰' : '方文博', { at: services, elder })
  // not today: what begins soon cannot be moved any more
  const finger = await keep(page, '多功能活动室', /^周五/)
  await finger.button('约下来')
  await shows(page, /^约好了$/)
  const before = fingerOn(page)
  await before.button('改时间')
  await shows(page, '离得近的空位')
  await clean(page, elder, 'times near it')
  await before.radio(/余 \d+/)
  await before.button('改到这个时间')
  await shows(page, '时间改好了')
  expect(before.taps()).toBe(3)
})

test.each([false, true])('every week: chosen, looked at day by day, booked, and ended (elder: %s)', async (elder) => {
  const page = await pageOf(elder ? '方爱萍' : '何雨晴', { at: services, elder })
  const finger = fingerOn(page)
  await finger.button(/^午饭.*到食堂吃/)
  await finger.button(/^每周固定约/)
  await finger.checkbox('周二')
  await finger.checkbox('周四')
  await shows(page, '一天一天看看')
  await clean(page, elder, 'the days of the pattern')
  await finger.button(/能约$/)
  await page.getByRole('dialog').waitFor()
  await clean(page, elder, 'one day of it')
  await finger.button('这天不约')
  await shows(page, '这天不约')
  await finger.button(/^约这 \d+ 次/)
  await shows(page, /^约好了 \d+ 次$/)
  await clean(page, elder, 'what became of it')
  await finger.button('看约好的日子')
  await shows(page, /每周二、周四/)
  await clean(page, elder, 'my series')
  await finger.button('不再固定约了')
  await finger.button(/^不再固定约$/)
  await shows(page, '还没有每周固定约的')
})

test('who waits for a full time is offered the place that comes free, and takes it', async () => {
  const first = await pageOf('张德福', { at: services })
  await fingerOn(first).button(/^电话问药/)
  const hour = first.getByRole('radio', { name: freeHour }).locator('visible=true').first()
  const slot = (await hour.getAttribute('id')) ?? ''
  const day = await first.locator('.day.is-on').getAttribute('aria-label')
  await hour.click()
  await fingerOn(first).button('约这个时间')
  await fingerOn(first).button('约下来')
  await shows(first, /^约好了$/)

  const second = await pageOf('方文博', { at: services, elder: true })
  const finger = fingerOn(second)
  await finger.button(/^电话问药/)
  await finger.radio(new RegExp(`^${(day ?? '').split('，')[0] ?? ''}`))
  await second.locator(`#${slot}`).click()
  await clean(second, true, 'a full time')
  await finger.button('排队等位子')
  await shows(second, '前面没有人，下一个就是您')
  await clean(second, true, 'in the queue')

  await fingerOn(first).button('取消预约')
  await first.getByRole('dialog').getByRole('button', { name: '取消预约' }).click()
  await shows(first, '再约一次')
  await second.goto(`${town.url}/booking/mine/index`)
  await second.getByRole('button', { name: '要这个位子' }).waitFor()
  await clean(second, true, 'an offer')
  await finger.button('要这个位子')
  await shows(second, '约好了，位子是您的')
})

test('five minutes run out: said kindly, nothing typed is lost, kept again with one tap', async () => {
  const page = await pageOf('周建国', { at: services })
  const finger = await keep(page, '借轮椅')
  await writeIn(page.getByRole('textbox', { name: '有话要说（不写也行）' }), '要带脚踏的')
  await town.pass(301)
  await finger.button('约下来')
  await shows(page, /留的五分钟过了/)
  await clean(page, false, 'after five minutes')
  await finger.button('再留一次')
  await shows(page, /给您留到/)
  await finger.button('约下来')
  await shows(page, /^约好了$/)
  await shows(page, '要带脚踏的')
})
