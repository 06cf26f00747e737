import { expect, test } from 'vitest'
import { openTown } from '../town.ts'
import type { Phone } from './finger.ts'
import { phonesOf } from './visit.ts'

const town = await openTown()
const phoneOf = phonesOf(town)

const signupOf = (name: string) =>
  town.row(
    `select g.status, s.taken, s.task from signup g
     join resident r on r.id = g.resident_id join shift s on s.id = g.shift_id
     where r.name = ? and g.signed_up_at >= ?`,
    [name, town.openedAt],
  )

/** Made up, as the law makes them: born on 4 March 1992, a man. */
const idNumber = '320199199203040057'

async function join(phone: Phone) {
  await phone.press('志愿')
  await phone.press('登记成志愿者')
  await phone.type('身份证号', idNumber.slice(0, 10))
  await phone.press('下一步')
  await phone.waitForText('还差 8 位')
  await phone.type('身份证号', idNumber)
  await phone.waitForText('1992 年 3 月 4 日生，男')
  await phone.press('下一步')
  await phone.press('周末')
  await phone.press('下一步')
  await phone.press('登记成志愿者')
  await phone.waitForText('第一条要先点上')
  await phone.press('我愿意，也同意记下来')
  await phone.press('登记成志愿者')
  await phone.waitForText('登记好了')
}

test('a newcomer becomes a volunteer, takes a shift and gives it back', async () => {
  const phone = await phoneOf('方文博')
  await join(phone)
  const volunteer = await town.row(
    `select v.volunteer_number, v.consented_at from volunteer v join resident r on r.id = v.resident_id where r.name = '方文博'`,
  )
  const number = volunteer['volunteer_number'] as string
  expect(phone.text()).toContain(`${number.slice(0, 4)} ${number.slice(4)}`)
  expect(phone.text()).not.toContain(idNumber)

  await phone.press('去报一班')
  await phone.press(/还缺 \d+ 人$/)
  await phone.press('报名这一班')
  await phone.waitForText('报上了。来不了请先退掉')
  const taken = await signupOf('方文博')
  expect(taken['status']).toBe('confirmed')

  await phone.press('返回')
  await phone.press('我报的')
  await phone.press(/^全部班次/)
  await phone.press(new RegExp(`${String(taken['task'])}.*报上了$`))
  await phone.press(`来不了，退掉${String(taken['task'])}`)
  await phone.press('退掉这一班')
  const left = { ...taken, status: 'withdrawn', taken: (taken['taken'] as number) - 1 }
  await expect.poll(() => signupOf('方文博')).toEqual(left)
})

test('whoever waits gets the place of somebody who leaves, and is told so', async () => {
  const leaving = await town.row(
    `select g.shift_id, s.task, a.title from signup g join resident r on r.id = g.resident_id
     join shift s on s.id = g.shift_id join activity a on a.id = g.activity_id
     where r.name = '陈静' and g.status = 'confirmed' and s.starts_at > ?
       and not exists (select 1 from signup w where w.shift_id = s.id and w.status = 'waiting')
     order by s.starts_at desc limit 1`,
    [town.openedAt],
  )
  const [shiftId, title] = [String(leaving['shift_id']), String(leaving['title'])]
  // Which shift it is hangs on the time of day: whatever it needs, the other can do.
  await town.rows('update shift set capacity = taken, needed_skill = null where id = ?', [shiftId])

  const waiting = await phoneOf('何雨晴')
  await waiting.press('志愿')
  await waiting.press(title)
  await waiting.press(/^候补这班/)
  await waiting.press('候补这一班')
  await waiting.waitForText('候补第 1 位')

  const phone = await phoneOf('陈静')
  await phone.press('志愿')
  await phone.press(title)
  await phone.press(`来不了，退掉${String(leaving['task'])}`)
  await phone.press('退掉这一班')
  await phone.waitForText('退掉了')

  const rows = await town.rows(
    `select r.name, g.status from signup g join resident r on r.id = g.resident_id
     where g.shift_id = ? and r.name in ('何雨晴', '陈静') order by g.status`,
    [shiftId],
  )
  expect(rows).toEqual([
    { name: '何雨晴', status: 'confirmed' },
    { name: '陈静', status: 'withdrawn' },
  ])
  await waiting.press('返回')
  await waiting.press('我报的')
  await waiting.waitForText('报上了')
  await waiting.press(/^我的$/)
  await waiting.press(/^消息/)
  await waiting.waitForText(title)
})
