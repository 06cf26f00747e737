import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { dist, openTown } from '../town.ts'
import { faultsOf } from './findings.ts'
import { browserPagesOf, deskScreen, phoneScreen, type VisitedPage } from './visit.ts'

const town = await openTown()
const browser = await openBrowser()
const pageOf = browserPagesOf(town, browser)
const addresses = await everyAddress()

/** Where every page is, with something to show on it. */
async function everyAddress(): Promise<Record<string, string>> {
  const idOf = async (statement: string) => String((await town.row(statement))['id'])
  const community = String((await town.row(`select code from area where name = '梅园社区'`))['code'])
  const service = await idOf(`select id from service where community_id = '${community}' and name = '上门量血压'`)
  const booking = await idOf(
    `select b.id from booking b join resident r on r.id = b.resident_id
     where r.name in ('陈静', '王秀英') and b.status = 'confirmed' and b.cancel_until > now() order by b.starts_at limit 1`,
  )
  const activity = await idOf(
    `select a.id from activity a join shift s on s.activity_id = a.id
     where a.community_id = '${community}' and s.starts_at > now() order by s.starts_at limit 1`,
  )
  const request = await idOf(`select id from volunteer_request where status = 'accepted' order by starts_at limit 1`)
  const running = await idOf(
    `select s.id from shift s join activity a on a.id = s.activity_id
     where a.title = '社区花园浇水' order by s.starts_at desc limit 1`,
  )
  const lacking = String(
    (await town.row(`select shift_id from shift_call where community_id = '${community}'`))['shift_id'],
  )
  const notice = await idOf(
    `select id from notice where community_id = '${community}' order by published_at desc limit 1`,
  )
  const provider = await idOf(`select id from provider where community_id = '${community}' order by position limit 1`)
  const nurse = await idOf(`select id from resource where community_id = '${community}' and name = '周敏护士'`)
  const elder = await idOf(`select id from resident where community_id = '${community}' and name = '王秀英'`)
  const volunteer = String(
    (
      await town.row(
        `select resident_id from volunteer where community_id = '${community}' and status = 'awaiting_guardian' limit 1`,
      )
    )['resident_id'],
  )
  const round = await idOf(`select id from care_round where community_id = '${community}'`)
  const sheet = await town.row(
    `select provider_id, month from settlement_sheet where community_id = '${community}' and status = 'closed' limit 1`,
  )
  const homecare = {
    application: await idOf(`select id from homecare_application where resident_id = '${elder}' limit 1`),
    agreement: await idOf(`select id from homecare_agreement where resident_id = '${elder}' limit 1`),
    provider: String(sheet['provider_id']),
    month: String(sheet['month']),
  }
  const visit = await idOf(
    `select v.id from visit v join resource r on r.community_id = v.community_id and r.id = v.resource_id
     where v.community_id = '${community}' and r.account_id is not null and v.status <> 'done' order by v.starts_at limit 1`,
  )
  const group = await idOf(
    `select group_id as id from group_member where community_id = '${community}' and resident_id = '${elder}'`,
  )
  const elderVisit = await idOf(`select id from visit where resident_id = '${elder}' and status = 'done' limit 1`)
  const checkUp = await idOf(`select id from check_up where community_id = '${community}' and invited_at is not null`)
  const letter = await idOf(`select id from referral where community_id = '${community}' and resident_id = '${elder}'`)
  const plain = [
    ...[
      'home/index',
      'help/index',
      'help/family/index',
      'me/index',
      'inbox/list/index',
      'affairs/notices/index',
      'desk/index/index',
    ],
    ...['desk/scan/index', 'desk/roster/index'],
    'desk/report/index',
    ...['desk/care/index', 'account/wellness/index'],
    ...['desk/devices/index', 'desk/drills/index', 'account/test-button/index'],
    'desk/settings/index',
    'desk/offering/index',
    ...['homecare/index/index', 'desk/homecare/index'],
    ...['homecare/visits/index', 'desk/my-visits/index', 'desk/visits/index'],
    ...['booking/services/index', 'booking/mine/index', 'booking/arrive/index', 'booking/calendar/index'],
    'desk/materials/index',
    ...['booking/basket/index', 'booking/visit/index', 'booking/series/index'],
    ...['desk/counter/index', 'desk/book-for/index'],
    ...['volunteering/ask/index', 'volunteering/requests/index', 'volunteers/stations/index'],
    ...['desk/requests/index', 'desk/stations/index', 'desk/exchange/index'],
    ...['records/hours/index', 'desk/hours/index'],
    ...[
      'records/certificates/index',
      'records/certificate/index',
      'records/publicity/index',
      'desk/certificates/index',
    ],
    ...['records/points/index', 'records/ranking/index', 'evaluations/complaint/index'],
    ...['evaluations/evaluate/index', 'desk/gifts/index', 'desk/evaluations/index'],
    ...['volunteering/leading/index', 'volunteering/plan/index'],
    ...['desk/volunteering/index', 'desk/activities/index'],
    ...['volunteering/activities/index', 'volunteering/mine/index'],
    ...['volunteering/groups/index', 'volunteering/group-edit/index', 'desk/groups/index'],
    ...['volunteers/register/index', 'volunteers/profile/index', 'volunteers/guardian/index'],
    ...['identity', 'settings', 'bind', 'delegation', 'contacts', 'privacy', 'issue', 'care-card', 'access'].map(
      (one) => `account/${one}/index`,
    ),
  ]
  return {
    ...Object.fromEntries(plain.map((page) => [page, ''])),
    'booking/providers/index': `?community=${community}`,
    'booking/provider/index': `?community=${community}&id=${provider}`,
    'desk/offering/provider/index': `?community=${community}&id=${provider}`,
    'desk/offering/service/index': `?community=${community}&id=${service}`,
    'desk/offering/resource/index': `?community=${community}&id=${nurse}`,
    'desk/offering/calendar/index': `?community=${community}`,
    'desk/screen/index': `?community=${community}&provider=${provider}`,
    'desk/slip/index': `?community=${community}&id=${booking}`,
    'booking/service/index': `?community=${community}&id=${service}`,
    'booking/move/index': `?community=${community}&id=${booking}`,
    'booking/series-plan/index': `?community=${community}&id=${service}&person=${elder}`,
    'booking/materials/index': `?community=${community}&id=${booking}`,
    'booking/detail/index': `?community=${community}&id=${booking}`,
    'volunteering/activity/index': `?id=${activity}`,
    'volunteering/request/index': `?community=${community}&id=${request}`,
    'volunteering/group/index': `?id=${group}`,
    'volunteering/attendance/index': `?community=${community}&shift=${running}`,
    'volunteering/call/index': `?community=${community}&shift=${lacking}`,
    'volunteering/check-in/index': `?shift=${running}`,
    'desk/attendance/index': '',
    'desk/wall/index': `?community=${community}`,
    'affairs/notice/index': `?community=${community}&id=${notice}`,
    'desk/care-call/index': `?community=${community}&resident=${elder}`,
    'desk/round/index': `?community=${community}&id=${round}`,
    'health/home/index': `?person=${elder}`,
    'health/doctors/index': `?person=${elder}`,
    'health/check-up/index': `?id=${checkUp}&person=${elder}`,
    'health/letter/index': `?community=${community}&id=${letter}&person=${elder}`,
    'desk/health/index': '',
    'desk/health-person/index': `?community=${community}&resident=${elder}`,
    'desk/health-letter/index': `?community=${community}&id=${letter}`,
    'desk/health-check-up/index': `?community=${community}&id=${checkUp}`,
    'homecare/survey/index': `?community=${community}&resident=${elder}`,
    'homecare/application/index': `?community=${community}&id=${homecare.application}`,
    'homecare/agreement/index': `?community=${community}&id=${homecare.agreement}`,
    'homecare/visit/index': `?community=${community}&id=${elderVisit}`,
    'homecare/door/index': `?community=${community}&resident=${elder}`,
    'desk/at-visit/index': `?community=${community}&id=${visit}`,
    'desk/homecare-case/index': `?community=${community}&id=${homecare.application}`,
    'desk/homecare-person/index': `?community=${community}&resident=${elder}`,
    'desk/volunteers/index': `?community=${community}`,
    'desk/volunteer/index': `?community=${community}&resident=${volunteer}`,
    'desk/volunteer-settings/index': `?community=${community}`,
    'desk/settlement/index': `?community=${community}`,
    'desk/settlement-sheet/index': `?community=${community}&provider=${homecare.provider}&month=${homecare.month}`,
  }
}

const staffPages = new Set([
  'desk/certificates/index',
  'desk/groups/index',
  'desk/volunteering/index',
  'desk/activities/index',
  'desk/gifts/index',
  'desk/evaluations/index',
  'desk/hours/index',
  'desk/requests/index',
  'desk/stations/index',
  'desk/exchange/index',
  'desk/scan/index',
  'desk/roster/index',
  'desk/index/index',
  'desk/report/index',
  'desk/care/index',
  'desk/care-call/index',
  'desk/round/index',
  'desk/health-check-up/index',
  'desk/visits/index',
  'desk/homecare/index',
  'desk/homecare-case/index',
  'desk/homecare-person/index',
  'desk/volunteers/index',
  'desk/volunteer/index',
  'desk/volunteer-settings/index',
  'desk/settlement/index',
  'desk/settlement-sheet/index',
  'desk/devices/index',
  'desk/drills/index',
  'desk/settings/index',
  'account/issue/index',
  'desk/counter/index',
  'desk/screen/index',
  'desk/slip/index',
  'desk/book-for/index',
  'desk/offering/index',
  'desk/offering/provider/index',
  'desk/offering/service/index',
  'desk/offering/resource/index',
  'desk/offering/calendar/index',
  'desk/materials/index',
  'desk/attendance/index',
  'desk/wall/index',
  // Who leads, leads; here staff look after it.
  'volunteering/attendance/index',
  'volunteering/call/index',
])

/** What somebody who goes to people's homes opens. */
const carerPages = new Set(['desk/my-visits/index', 'desk/at-visit/index'])

/** What only a doctor may open. */
const doctorPages = new Set(['desk/health/index', 'desk/health-person/index', 'desk/health-letter/index'])

test('every page of the app is looked at', () => {
  const app = JSON.parse(readFileSync(path.join(dist, 'weapp/app.json'), 'utf8')) as {
    pages: string[]
    subPackages: { root: string; pages: string[] }[]
  }
  const all = [...app.pages, ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))]
  // Spreadsheets are for computers: the mini-program does not have that page.
  expect(Object.keys(addresses).toSorted()).toEqual([...all, 'desk/exchange/index'].toSorted())
})

/** As the setting does: without a new look at the network, on the page as it stands. Runs inside the page. */
function useLargestFont(): void {
  const pages = document.querySelectorAll('.page.elder')
  if (pages.length === 0) throw new Error('no page in the elder version')
  for (const page of pages) page.classList.add('step-3')
}

describe.each([
  { version: '标准版', elder: false },
  { version: '长辈版，也用最大的字', elder: true },
])('$version', ({ elder }) => {
  const known = new Map<string, VisitedPage>()
  // A page that stays open goes on asking the server.
  afterAll(() => Promise.all([...known.values()].map((page) => page.context().close())))

  test.each(Object.keys(addresses))('%s', async (route) => {
    const who = carerPages.has(route)
      ? '何雨晴'
      : doctorPages.has(route)
        ? '林芳'
        : staffPages.has(route)
          ? '赵雨桐'
          : '陈静'
    const page = known.get(who) ?? (await pageOf(who, { elder }))
    known.set(who, page)
    await page.goto(`${town.url}/${route}${addresses[route] ?? ''}`)
    await page.settled()
    expect((await page.getByRole('main').first().innerText()).length, 'words on the page').toBeGreaterThan(5)
    expect(await faultsOf(page, elder)).toEqual([])
    if (!elder) return
    await page.evaluate(useLargestFont)
    expect(await faultsOf(page, elder), 'in the largest font').toEqual([])
  })
})

test('the setting of the largest font is nothing but a class of the page', async () => {
  const page = await pageOf('陈静', { elder: true, fontStep: 3 })
  await page.settled()
  expect(await page.locator('.page.elder.step-3').count()).toBe(1)
  const html = await page.locator('.page').innerHTML()
  const inNormal = await pageOf('陈静', { elder: true })
  await inNormal.settled()
  expect(await inNormal.locator('.page').innerHTML()).toBe(html)
})

test.each([false, true])('every step of a help call, on both sides (elder: %s)', async (elder) => {
  const person = elder ? '王秀英' : '张德福'
  const phone = await pageOf(person, { elder })
  const desk = await pageOf(elder ? '李敏' : '吴浩', { at: '/desk/index/index', elder: false })
  const wide = await pageOf('赵雨桐', { at: '/desk/index/index', screen: deskScreen })
  const check = async (step: string) => {
    for (const page of [phone, desk, wide]) await page.settled()
    expect(await faultsOf(phone, elder), `the phone ${step}`).toEqual([])
    expect(await faultsOf(desk, false), `the desk on a phone ${step}`).toEqual([])
    expect(await faultsOf(wide, false), `the desk ${step}`).toEqual([])
  }
  const act = async (name: string) => {
    await desk.getByRole('button', { name }).first().click()
  }
  await phone.getByRole('button', { name: /^求助/ }).first().click()
  await phone.getByText('社区收到了').waitFor()
  await desk.getByRole('button', { name: '接警' }).waitFor()
  await wide.getByRole('button', { name: '接警' }).waitFor()
  await check('while it rings')
  await act('接警')
  await phone.getByRole('button', { name: /^打给(李敏|吴浩)/ }).waitFor()
  await act('出发')
  await check('when somebody has it; the question how long')
  await act('现在出发')
  await phone.getByText('5 分钟内到').first().waitFor()
  await act('到达')
  await phone.getByText('到门口了').first().waitFor()
  await act('结束')
  await check('at the door; the question how it was')
  await act('结束这次求助')
  await phone.getByText('来过了').waitFor()
  await check('when it is over')
})

test.each([false, true])('questions over a page (elder: %s)', async (elder) => {
  const page = await pageOf('陈静', { elder, at: `/booking/detail/index${addresses['booking/detail/index'] ?? ''}` })
  await page.getByRole('button', { name: '取消预约' }).click()
  await page.getByRole('dialog').waitFor()
  await page.settled()
  expect(await faultsOf(page, elder), 'cancelling').toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /^危及生命/ }).click()
  await page.getByRole('dialog').waitFor()
  expect(await faultsOf(page, elder), 'emergency numbers').toEqual([])
})

test('the browser build fits a narrow phone and a wide window', async () => {
  for (const screen of [{ width: 360, height: 640 }, deskScreen, phoneScreen]) {
    const page = await pageOf('方文博', { screen })
    await page.settled()
    expect(await faultsOf(page, false), `${screen.width} wide`).toEqual([])
  }
})
