import { describe, expect, test } from 'vitest'
import { openTown } from '../town.ts'
import { phonesOf, type TownPhone } from './visit.ts'
import { wechatRequest, type RequestOptions } from './wechat-objects.ts'

const town = await openTown()
const phoneOf = phonesOf(town)

/** Every call of this person: there must be one, whatever happened on the way. */
const callsOf = (name: string) =>
  town.rows('select id, status, presses from help_call where resident_name = ? and raised_at >= ?', [
    name,
    town.openedAt,
  ])

const sentIds = (phone: TownPhone) =>
  phone
    .callsOf('request')
    .map((each) => each as RequestOptions)
    .filter(({ url }) => url === '/api/help.raise')
    .map(({ data }) => (JSON.parse(data as string) as { id: string }).id)

async function oneCallWithOnePress(name: string, ...phones: TownPhone[]) {
  const ids = new Set(phones.flatMap(sentIds))
  expect(ids.size).toBe(1)
  expect(await callsOf(name)).toEqual([{ id: [...ids][0], status: 'ringing', presses: 1 }])
}

async function readyFor(
  name: string,
  ...options: Parameters<typeof phoneOf> extends [string, ...infer More] ? More : []
) {
  const phone = await phoneOf(name, ...options)
  await phone.waitForText('梅园社区')
  return phone
}

// Each phone has its own network, so these run side by side.
describe.concurrent('one press is one call', () => {
  test('when the server answers nothing for a while', async () => {
    const phone = await readyFor('王秀英')
    phone.way.order('help.raise', 'lost')
    const pressedAt = Date.now()
    await phone.press('求助')
    await phone.waitForText('还没送到')
    expect(Date.now() - pressedAt).toBeGreaterThan(4500)
    await phone.waitForText('025-00001001')

    await phone.press('打给社区')
    const names = phone.calls.map(({ name, argument }) =>
      name === 'request' ? (argument as RequestOptions).url : name,
    )
    expect(names).toContain('makePhoneCall')
    expect(names.indexOf('/api/help.raise')).toBeLessThan(names.indexOf('makePhoneCall'))
    expect(phone.callsOf('makePhoneCall')).toMatchObject([{ phoneNumber: '025-00001001' }])

    const before = phone.way.count('help.raise')
    await phone.waitFor('another try', () => phone.way.count('help.raise') > before)
    expect(await callsOf('王秀英')).toEqual([])
    phone.way.clear()
    await phone.waitForText('已送达社区收到了', 12_000)
    await oneCallWithOnePress('王秀英', phone)
  })

  test('when the server does it and its answers are lost', async () => {
    const phone = await readyFor('张德福')
    phone.way.order('help.raise', 'silent', 2)
    await phone.press('求助')
    await phone.waitForText('已送达社区收到了', 20_000)
    expect(phone.way.count('help.raise')).toBe(3)
    await oneCallWithOnePress('张德福', phone)
  })

  test('when 500 comes back, before and after the server has done it', async () => {
    const phone = await readyFor('刘桂兰')
    phone.way.order('help.raise', 'broken', 1)
    await phone.press('求助')
    await phone.waitFor('the first try', () => phone.way.count('help.raise') === 1)
    phone.way.order('help.raise', 'broken after', 1)
    await phone.waitForText('已送达社区收到了', 12_000)
    expect(phone.way.count('help.raise')).toBe(3)
    await oneCallWithOnePress('刘桂兰', phone)
  })

  test('when the answer is slower than the phone waits', async () => {
    const phone = await readyFor('周建国')
    phone.way.order('help.raise', { slow: 6000 }, 1)
    await phone.press('求助')
    await phone.waitForText('已送达社区收到了', 12_000)
    expect(phone.way.count('help.raise')).toBe(2)
    await oneCallWithOnePress('周建国', phone)
  })

  test('when the press is delivered twice at once, and its answer twice', async () => {
    const way = await town.way()
    const repeated = (o: RequestOptions): RequestOptions => ({
      ...o,
      success: (answer) => {
        o.success?.(answer)
        setTimeout(() => o.success?.(answer), 800)
      },
    })
    const phone = await readyFor('方爱萍', {
      way,
      wx: { request: (o) => wechatRequest(way.url, repeated(o as RequestOptions)) },
    })
    way.order('help.raise', 'doubled')
    await phone.press('求助')
    await phone.waitForText('已送达社区收到了')
    await new Promise((resolve) => setTimeout(resolve, 1000))
    await phone.waitForText('已送达社区收到了')
    await oneCallWithOnePress('方爱萍', phone)
  })

  test('when the app is closed before the press has arrived', async () => {
    const phone = await readyFor('陈静')
    phone.way.order('help.raise', 'lost')
    await phone.press('求助')
    await phone.waitFor('the first try', () => phone.way.count('help.raise') === 1)
    phone.shutDown()
    phone.way.clear()
    expect(await callsOf('陈静')).toEqual([])

    const again = await phoneOf('陈静', { storage: phone.storage, way: phone.way })
    await again.waitFor('the call', async () => (await callsOf('陈静')).length === 1)
    await oneCallWithOnePress('陈静', phone, again)
  })

  test('when the app is closed before the answer has arrived; pressing again is one press more', async () => {
    const phone = await readyFor('方文博')
    phone.way.order('help.raise', 'silent')
    await phone.press('求助')
    await phone.waitFor('the call', async () => (await callsOf('方文博')).length === 1)
    phone.shutDown()
    phone.way.clear()

    const again = await readyFor('方文博', { storage: phone.storage, way: phone.way })
    await again.waitFor('the receipt', () => again.storage['pending:help.raise'] === undefined)
    await oneCallWithOnePress('方文博', phone, again)
    await again.press('求助')
    await again.waitForText('已送达社区收到了')
    await again.waitForText('又按了一次')
    expect(await callsOf('方文博')).toMatchObject([{ status: 'ringing', presses: 2 }])
  })
})
