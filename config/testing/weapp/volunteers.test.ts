import { expect, test } from 'vitest'
import { openTown } from '../town.ts'
import { phonesOf } from './visit.ts'

const town = await openTown()
const phoneOf = phonesOf(town)

const statusOf = async (name: string) =>
  (await town.row(`select v.status from volunteer v join resident r on r.id = v.resident_id where r.name = ?`, [name]))[
    'status'
  ]

test('a mother agrees that her son volunteers, and takes it back', async () => {
  const phone = await phoneOf('陈静')
  await phone.press('志愿')
  await phone.press('我报的')
  await phone.press(/^志愿者资料/)
  await phone.press('我是家长，替孩子点头')
  await phone.waitForText('许一鸣，15 岁')
  expect(await statusOf('许一鸣')).toBe('awaiting_guardian')
  await phone.press('我是陈静，我同意')
  await phone.waitForText('您点过头了')
  expect(await statusOf('许一鸣')).toBe('active')
  await phone.press('收回同意')
  await phone.waitForText('先不收回')
  await phone.press('收回同意')
  await phone.waitForText('我是陈静，我同意')
  expect(await statusOf('许一鸣')).toBe('awaiting_guardian')
})

test('a volunteer changes a consent, corrects a telephone, rests, comes back and leaves with everything erased', async () => {
  const phone = await phoneOf('方爱萍')
  await phone.press('志愿')
  await phone.press('我报的')
  await phone.press(/^志愿者资料/)
  await phone.waitForText('社区存了我什么')

  await phone.press('排行榜里有我')
  await phone.waitForText('改了一条同意')

  await phone.press('有不对的，改一改')
  await phone.type('电话，有事好找到人', '139 0000 4321')
  await phone.press('存好')
  await phone.waitForText('13900004321')

  await phone.press('想歇一阵子')
  await phone.press(/^一个星期/)
  await phone.press('就歇到那天')
  await phone.waitForText('这段时间不来问您')
  expect(await statusOf('方爱萍')).toBe('paused')
  await phone.press('接着做')
  await phone.waitForText('欢迎回来')

  await phone.press('不做了')
  await phone.press(/^退出，把资料删掉/)
  await phone.waitForText('留下的只有：姓名、志愿者编号、做过的服务和时长、开过的证明。')
  await phone.press('退出，删掉资料')
  await phone.waitForText('您退出了')
  const row = await town.row(
    `select v.name, v.phone, v.id_number_sealed, v.id_number_mark, v.skills, v.status from volunteer v
     join resident r on r.id = v.resident_id where r.name = '方爱萍'`,
  )
  expect(row).toEqual({
    name: '方爱萍',
    phone: null,
    id_number_sealed: null,
    id_number_mark: null,
    skills: [],
    status: 'left',
  })
})
