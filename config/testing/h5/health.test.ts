import { expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { openTown } from '../town.ts'
import { faultsOf } from './findings.ts'
import { browserPagesOf, deskScreen, writeIn } from './visit.ts'

const town = await openTown()
const browser = await openBrowser()
const pageOf = browserPagesOf(town, browser)
const community = String((await town.row(`select code from area where name = '梅园社区'`))['code'])
const idOf = async (statement: string) => String((await town.row(statement))['id'])
const residentOf = (name: string) =>
  idOf(`select id from resident where community_id = '${community}' and name = '${name}'`)

/** Opens a dialog with a press and writes in its first long field at once; how often the dialog took the focus from it. */
async function timesTakenFromTheWriter(button: HTMLElement | SVGElement): Promise<number> {
  let taken = 0
  button.dispatchEvent(new MouseEvent('click', { bubbles: true }))
  for (const end = performance.now() + 500; performance.now() < end;) {
    const field = document.querySelector<HTMLElement>('[role="dialog"] textarea')
    if (field !== null && field !== document.activeElement) {
      field.onblur = ({ relatedTarget }) => void (relatedTarget !== null && (taken += 1))
      field.focus()
    }
    await new Promise((resolve) => void setTimeout(resolve))
  }
  return taken
}

test('a doctor is asked, accepts, and is gone with what was kept when the agreement is taken back', async () => {
  const phone = await pageOf('方文博', { at: '/health/home/index' })
  await phone.getByRole('button', { name: '选一位家庭医生' }).click()
  await phone.getByText('林芳医生').click()
  await phone.getByRole('checkbox', { name: '高血压' }).click()
  expect(await phone.getByRole('button', { name: '先点上面的同意' }).count()).toBe(1)
  await phone.getByRole('checkbox', { name: /^我同意/ }).click()
  await phone.settled()
  expect(await faultsOf(phone, false), 'the application').toEqual([])
  await phone.getByRole('button', { name: '申请签约一年' }).click()
  await phone.getByText('等林芳医生回话').waitFor()

  const desk = await pageOf('林芳', { at: '/desk/health/index', screen: deskScreen })
  await desk.getByText('方*博').click()
  await desk.getByText('想请林芳医生做家庭医生').waitFor()
  await desk.getByRole('button', { name: '这次签不了' }).click()
  await desk.getByRole('dialog').waitFor()
  expect(await faultsOf(desk, false), 'the refusal').toEqual([])
  await desk.getByRole('button', { name: '再想想' }).click()
  await desk.getByRole('button', { name: '签约一年' }).click()
  await desk.getByText('要多留心的').waitFor()

  await phone.reload()
  await phone.getByRole('button', { name: '约看病、约上门' }).waitFor()
  await phone.getByRole('button', { name: /^家庭医生，同意存/ }).click()
  await phone.getByRole('dialog').waitFor()
  expect(await faultsOf(phone, false), 'the withdrawal').toEqual([])
  await phone.getByRole('button', { name: '收回，删掉' }).click()
  await phone.getByText('还没有家庭医生').waitFor()
  const who = await residentOf('方文博')
  const kept = await town.row(`select focus, doctor_id, doctor_agreed from health_file where resident_id = '${who}'`)
  expect(kept).toMatchObject({ doctor_id: null, doctor_agreed: 0 })
  const opened = await town.rows(`select purpose from access_log where resident_id = '${who}'`)
  expect(opened.map(({ purpose }) => String(purpose))).toContain('health_file')
})

test('an invitation is answered in the elder version; staff send another and note a call', async () => {
  const checkUp = await idOf(`select id from check_up where community_id = '${community}' and invited_at is not null`)
  const elder = await residentOf('王秀英')
  const phone = await pageOf('王秀英', { elder: true, at: `/health/check-up/index?id=${checkUp}&person=${elder}` })
  await phone.getByText('来，要人接').click()
  await phone.getByRole('button', { name: '告诉社区' }).click()
  await phone.getByText('说好来，社区派人接').waitFor()
  expect(await faultsOf(phone, true), 'the answer').toEqual([])

  const planned = await idOf(`select id from check_up where community_id = '${community}' and invited_at is null`)
  const at = `/desk/health-check-up/index?community=${community}&id=${planned}`
  const desk = await pageOf('赵雨桐', { at, screen: deskScreen })
  await desk.getByText('刘*兰，').first().click()
  await desk.getByRole('button', { name: '划掉，不请' }).click()
  await desk.getByText('划掉了').first().waitFor()
  await desk.getByRole('button', { name: /^请这 \d+ 个人$/ }).click()
  await desk.getByRole('dialog').waitFor()
  expect(await faultsOf(desk, false), 'before the invitation').toEqual([])
  await desk.getByRole('button', { name: '都请' }).click()
  await desk.getByRole('radiogroup', { name: '看哪些' }).waitFor()
  await desk.locator('.rows .row').first().click()
  await desk.getByRole('radio', { name: '没打通' }).click()
  await writeIn(desk.getByLabel('补一句'), '下午再打')
  expect(await faultsOf(desk, false), 'the call').toEqual([])
  await desk.getByRole('button', { name: '记下电话' }).click()
  await expect
    .poll(() => town.rows(`select ring_result, rung_by_name from check_up_line where ring_note = '下午再打'`))
    .toEqual([{ ring_result: 'not_reached', rung_by_name: '赵雨桐' }])
})

test('a letter is agreed to, comes back from the hospital, and ends with a record', async () => {
  const elder = await residentOf('张德福')
  const letter = await idOf(`select id from referral where resident_id = '${elder}'`)
  const at = `/health/letter/index?community=${community}&id=${letter}&person=${elder}`
  const phone = await pageOf('张德福', { elder: true, at })
  await phone.getByRole('button', { name: '同意去' }).click()
  await phone.getByText('张德福说同意去').waitFor()

  const desk = await pageOf('林芳', { at: `/desk/health-letter/index?community=${community}&id=${letter}` })
  const answer = desk.getByRole('button', { name: '医院回信了' })
  expect(await answer.evaluate(timesTakenFromTheWriter), 'the dialog takes the keyboard from a field').toBe(0)
  await writeIn(desk.getByLabel('诊断'), '白内障')
  await writeIn(desk.getByLabel('回来要注意的'), '三个月后手术')
  expect(await faultsOf(desk, false), 'the answer').toEqual([])
  await desk.getByRole('button', { name: '记下医院的回信' }).click()
  await desk.getByRole('button', { name: '写回访' }).click()
  await writeIn(desk.getByLabel('现在怎么样'), '约好手术了')
  await desk.getByRole('button', { name: '回访好了' }).click()
  await desk.getByText('约好手术了').waitFor()
  await phone.reload()
  await phone.getByText('白内障').waitFor()
  await phone.settled()
  expect(await faultsOf(phone, true), 'the story').toEqual([])
  expect(await town.rows(`select status, result from referral where id = '${letter}'`)).toEqual([
    { status: 'done', result: '约好手术了' },
  ])
})
