import { expect, test } from 'vitest'
import { openTown } from '../town.ts'
import { phonesOf } from './visit.ts'
import { succeed, type CallbackOptions } from './wechat-objects.ts'

const town = await openTown()
const phoneOf = phonesOf(town)
const name = '方文博'
/** Made up, as the law makes them: born on 4 March 1992, a man. */
const idNumber = '320199199203040057'
const minute = 60_000

const certificateStatus = async () => {
  const [row] = await town.rows(
    'select t.status from certificate t join resident r on r.id = t.resident_id where r.name = ?',
    [name],
  )
  return row?.['status']
}

test('from the first day to the paper: register, join, sign up, come, see the hours, and hold the certificate', async () => {
  const opened: string[] = []
  const phone = await phoneOf(name, {
    wx: {
      openDocument: (o) => {
        opened.push((o as { filePath: string }).filePath)
        void succeed(o as CallbackOptions, {})
      },
    },
  })
  await phone.press('志愿')
  await phone.press('登记成志愿者')
  await phone.type('身份证号', idNumber)
  await phone.press('下一步')
  await phone.press('周末')
  await phone.press('下一步')
  await phone.press('我愿意，也同意记下来')
  await phone.press('登记成志愿者')
  await phone.waitForText('登记好了')

  const group = await town.row(
    `select g.id, g.community_id, g.leader_name from volunteer_group g
     join resident r on r.community_id = g.community_id and r.name = ?
     join activity a on a.community_id = g.community_id and a.group_id = g.id and a.status in ('published', 'running')
     join shift s on s.community_id = a.community_id and s.activity_id = a.id
     where g.status = 'active' and g.leader_name in ('陈静', '周建国', '方爱萍') and g.is_open = 0 and a.request_id is null and s.role = 'volunteer'
       and s.needed_skill is null and s.starts_at > ? and s.taken + 1 < s.capacity
       and not exists (select 1 from group_member m where m.group_id = g.id and m.resident_id = r.id)
     order by g.name limit 1`,
    [name, town.openedAt],
  )
  phone.open('volunteering/group/index', { id: String(group['id']), community: String(group['community_id']) })
  await phone.press('我要加入')
  await phone.press('说一声')
  await phone.waitForText('等队长回话')
  const leadersPhone = await phoneOf(String(group['leader_name']))
  leadersPhone.open('volunteering/group/index', { id: String(group['id']), community: String(group['community_id']) })
  await leadersPhone.press(new RegExp(`收下${name}|^收下`))
  await phone.waitFor('the answer', async () => {
    const [row] = await town.rows(
      'select m.status from group_member m join resident r on r.id = m.resident_id where r.name = ? and m.group_id = ?',
      [name, group['id']],
    )
    return row?.['status'] === 'member'
  })

  const shift = await town.row(
    `select s.id, s.community_id, s.activity_id, s.task from shift s
     join activity a on a.community_id = s.community_id and a.id = s.activity_id
     join volunteer_group g on g.community_id = a.community_id and g.id = a.group_id
     where g.id = ? and a.status in ('published', 'running') and s.role = 'volunteer' and s.needed_skill is null
       and s.starts_at > ? and s.taken + 1 < s.capacity and a.request_id is null order by s.starts_at limit 1`,
    [group['id'], town.openedAt],
  )
  phone.open('volunteering/activity/index', { id: String(shift['activity_id']) })
  // The first that suits is chosen already.
  await phone.waitForText('选中了')
  await phone.press('报名这一班')
  await phone.waitForText('报上了')

  // The day has come.
  const now = Date.now()
  const times = [new Date(now - 5 * minute), new Date(now + 55 * minute)]
  await town.rows('update shift set starts_at = ?, ends_at = ? where id = ?', [...times, shift['id']])
  await town.rows('update signup set starts_at = ?, ends_at = ? where shift_id = ?', [...times, shift['id']])
  const leads = await phoneOf('赵雨桐')
  leads.open('volunteering/attendance/index', {
    community: String(shift['community_id']),
    shift: String(shift['id']),
  })
  await leads.waitForText('秒换')
  const readOut = () => /(\d{6})还有/.exec(leads.text())?.[1] ?? ''
  phone.open('volunteering/check-in/index', { shift: String(shift['id']) })
  await phone.type('6 个数字', readOut())
  await phone.press('签到')
  await phone.waitForText('签到了')
  // An hour later.
  const past = [new Date(now - 65 * minute), new Date(now - 5 * minute)]
  await town.rows('update shift set starts_at = ?, ends_at = ? where id = ?', [...past, shift['id']])
  await town.rows('update signup set starts_at = ?, ends_at = ?, checked_in_at = ? where shift_id = ? and status = ?', [
    ...past,
    past[0],
    shift['id'],
    'checked_in',
  ])
  await phone.press('要走了，签退')
  await phone.type('6 个数字', readOut())
  await phone.press('签退')
  await phone.waitForText('签退了')
  await phone.waitFor('the line in the ledger', async () => {
    const lines = await town.rows(
      'select minutes from hours_entry where signup_id in (select id from signup where shift_id = ?)',
      [shift['id']],
    )
    return lines.length > 0
  })

  phone.open('records/hours/index', {})
  await phone.waitForText('+1.0')
  await phone.press(/^开服务证明/)
  await phone.press('开一张，现有 1.0 小时')
  await phone.press('提交')
  await phone.waitFor('the publicity', async () => (await certificateStatus()) === 'published')
  await town.pass(9 * 86_400)
  await phone.waitFor('the issue', async () => (await certificateStatus()) === 'issued')
  phone.open('records/certificates/index', {})
  await phone.press(/可以用|有效|出好/)
  await phone.press('打开 PDF，能存能发')
  await phone.waitFor('the paper', () => opened.length === 1)
  expect(opened[0]).toMatch(/\.pdf$/)
})
