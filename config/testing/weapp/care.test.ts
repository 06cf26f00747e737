import { expect, test } from 'vitest'
import { openTown } from '../town.ts'
import { phonesOf } from './visit.ts'

const town = await openTown()
const phoneOf = phonesOf(town)

/** The plan of 王秀英; `seconds` since her last sign. */
const planOf = () =>
  town.row(
    `select step, last_sign_kind, timestampdiff(second, last_sign_at, utc_timestamp(3)) as seconds
     from wellness_plan where resident_name = '王秀英'`,
  )

/** She was silent for nine days, and the clock has asked her, then opened the call of the desk. */
async function growSilent() {
  await town.rows(
    `update wellness_plan set last_sign_at = last_sign_at - interval 9 day, next_due_at = utc_timestamp(3) - interval 1 minute
     where resident_name = '王秀英'`,
  )
  await town.pass(0)
}

test('an elder opens the page, says 我平安, and that is the last sign, now', async () => {
  await growSilent()
  expect(await planOf()).toMatchObject({ step: 'asked' })
  const elder = await phoneOf('王秀英')
  await elder.press('我平安')
  await elder.waitForText('收到了，大家都放心')
  const plan = await planOf()
  expect(plan).toMatchObject({ step: 'waiting', last_sign_kind: 'said_well' })
  expect(Number(plan['seconds'])).toBeLessThan(60)
  await elder.waitForText('报了平安，放心了')
})

test('without a network it is kept, and sent once by the app that is opened next', async () => {
  await town.rows(
    `update wellness_plan set last_sign_at = last_sign_at - interval 1 day where resident_name = '王秀英'`,
  )
  const first = await phoneOf('王秀英')
  await first.waitForText('我平安')
  first.way.order('help.sayWell', 'lost')
  await first.press('我平安')
  await first.waitForText('没有网也记下了，一有网就送到')
  first.shutDown()
  first.way.clear()
  await town.rows(`update wellness_plan set last_sign_kind = 'app_opened' where resident_name = '王秀英'`)
  const second = await phoneOf('王秀英', { way: first.way, storage: first.storage })
  await second.waitFor('the sign', async () => (await planOf())['last_sign_kind'] === 'said_well')
})

test('the desk sees to what somebody needs: not without a word, and then it is off the list', async () => {
  const task = () =>
    town.row(
      `select title, status, done_by_name, result from help_task where kind = 'need' and resident_name = '张金山'`,
    )
  const { title } = await task()
  const worker = await phoneOf('李敏')
  worker.open('desk/care/index', {})
  await worker.press(title as string)
  await worker.press('办好了')
  await worker.waitForText('写一句办得怎么样')
  expect(await task()).toMatchObject({ status: 'open' })
  await worker.type('办得怎么样', '约了护士上门')
  await worker.press('办好了')
  await worker.waitFor('the list without it', () => !worker.text().includes(title as string))
  expect(await task()).toMatchObject({ status: 'done', done_by_name: '李敏', result: '约了护士上门' })
})
