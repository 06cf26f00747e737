import { beforeEach, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { visitTown } from '../../testing/visit-town.ts'

const database = await useDatabase()
const { raw } = database
const town = visitTown(database)
beforeEach(town.setUp)
const { community } = places

it('two managers send one worker to two visits at the same time: exactly one of them does', async () => {
  const { communityStaff, admin } = town.cast
  // Two plans at nine need the two workers who can give a bath; a third worker learns it now.
  await raw(`update resource set skills = '["助浴"]' where id = ?`, [town.workers.qiang])
  await town.planned({ weekdays: [1, 2, 3, 4, 5, 6, 0] })
  const agreement = town.agreementId
  // Somebody else lives here too: the same agreement's rows under another resident would clash with the open limit.
  const { neighbour } = town.cast
  await raw('update homecare_agreement set resident_id = ?, resident_name = ? where id = ?', [
    neighbour.person.residentId,
    '周建国',
    agreement,
  ])
  await town.planned({ weekdays: [1, 2, 3, 4, 5, 6, 0] }, newId())
  const visits = await raw(
    `select id, day, version, resource_id, resident_id from visit where status = 'planned' order by day, id`,
  )
  const days = [...new Set(visits.map((row) => String(row['day'])))]
  let contests = 0
  for (const day of days) {
    const pair = visits.filter((row) => String(row['day']) === day)
    if (pair.length !== 2) continue
    const used = pair.map((row) => String(row['resource_id']))
    const third = Object.values(town.workers).find((one) => !used.includes(one))
    if (third === undefined) continue
    contests += 1
    const answers = await Promise.all(
      pair.map((row, index) =>
        town.call(index === 0 ? communityStaff : admin, 'homecare.assign', {
          communityId: community,
          visitId: String(row['id']),
          version: Number(row['version']),
          resourceId: third,
        }),
      ),
    )
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error.code)).toSorted()).toEqual(['ok', 'worker_taken'])
  }
  expect(contests).toBeGreaterThan(8)
  const doubles = await raw(
    `select resource_id, starts_at, count(*) as n from visit where status = 'planned' group by resource_id, starts_at having n > 1`,
  )
  expect(doubles).toEqual([])
  // The visits say what the calendar says.
  const apart = await raw(
    `select v.id from visit v join booking b on b.community_id = v.community_id and b.id = v.id
     where v.status = 'planned' and json_contains(b.resource_ids, json_quote(v.resource_id)) = 0`,
  )
  expect(apart).toEqual([])
})

it('two managers send two different workers to one visit: the visit and the calendar agree', async () => {
  await town.planned({ weekdays: [1, 2, 3, 4, 5] })
  const { communityStaff, admin } = town.cast
  const visits = await raw(`select id, version from visit where status = 'planned'`)
  for (const row of visits) {
    const send = (who: typeof admin, resourceId: string) =>
      town.call(who, 'homecare.assign', {
        communityId: community,
        visitId: String(row['id']),
        version: Number(row['version']),
        resourceId,
      })
    const answers = await Promise.all([send(communityStaff, town.workers.hong), send(admin, town.workers.qiang)])
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1)
  }
  const apart = await raw(
    `select v.id from visit v join booking b on b.community_id = v.community_id and b.id = v.id
     where json_contains(b.resource_ids, json_quote(v.resource_id)) = 0`,
  )
  expect(apart).toEqual([])
})

it('a worker finishes from two phones at once: it is done once', async () => {
  await town.planned()
  const visit = await town.visitAt(1)
  const key = { communityId: community, visitId: visit.visitId }
  await town.ok(town.cast.elder, 'homecare.arrive', key)
  const tasks = [
    { name: '擦身', done: true, reason: '' },
    { name: '洗头', done: true, reason: '' },
  ]
  const finish = { ...key, tasks, signed: { strokes: 'M1 1L2 2' }, note: '' }
  const answers = await Promise.all([1, 2, 3, 4].map(() => town.call(town.worker, 'homecare.finishVisit', finish)))
  expect(answers.every(({ ok }) => ok)).toBe(true)
  const [row] = await raw('select version from visit where id = ?', [visit.visitId])
  expect(row).toEqual({ version: 3 })
})
