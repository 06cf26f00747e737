import { noteGroup } from '../../../api/_src/homecare/groups/store.ts'
import { chargeVisit } from '../../../api/_src/homecare/settlement/charge.ts'
import { lastDayOf, sumOf } from '../../../api/_src/homecare/settlement/decide.ts'
import { linesHash } from '../../../api/_src/homecare/settlement/lines-hash.ts'
import { closeSheet, insertSheet, listLines } from '../../../api/_src/homecare/settlement/store.ts'
import { lineView } from '../../../api/_src/homecare/settlement/view.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { careCategoryCodes } from '../../../shared/homecare/categories.ts'
import { addDays, instantOf, type Day } from '../../../shared/time.ts'
import { careCase, type Stage } from './homecare-cases.ts'
import { idOf } from './ids.ts'
import type { DemoResident, World } from './world.ts'

/** Where each case stands; whom it is about follows from the world. */
const stages: readonly (Stage & { daysAgo: number })[] = [
  { stage: 'running', daysAgo: 120, months: 12, byDaughter: true },
  { stage: 'proposed', daysAgo: 14 },
  { stage: 'running', daysAgo: 350, months: 12 },
  { stage: 'applied', daysAgo: 20 },
  { stage: 'applied', daysAgo: 2 },
  { stage: 'assessed', daysAgo: 6 },
  { stage: 'refused', daysAgo: 30 },
  { stage: 'approved', daysAgo: 12 },
  { stage: 'draft', daysAgo: 1 },
  { stage: 'ended', daysAgo: 200, months: 6 },
  { stage: 'running', daysAgo: 90, months: 6 },
  { stage: 'running', daysAgo: 60, months: 12 },
  { stage: 'running', daysAgo: 75, months: 12 },
  { stage: 'running', daysAgo: 100, months: 12 },
]

/** Care at home in 梅园社区: a case at every stage, proofs of groups, and two months of visits, one of them closed. */
export async function loadHomecare(db: Db, world: World): Promise<void> {
  const people = elders(world)
  const provider = providerOf(world)
  for (const [index, { daysAgo, ...stage }] of stages.entries()) {
    const person = people[index]
    if (person) await careCase(db, world, { person, provider, day: addDays(world.today, -daysAgo), ...stage })
  }
  await loadGroups(db, world, people)
  const served = stages.flatMap(({ stage }, index) => (stage === 'running' ? [people[index]] : []))
  await loadVisits(
    db,
    world,
    provider,
    served.flatMap((one) => one ?? []),
  )
}

/** 王秀英, 张德福 and 刘桂兰 first, then the oldest of their community. */
function elders(world: World): DemoResident[] {
  const named = ['wangXiuying', 'zhangDefu', 'liuGuilan'].map((key) => world.character(key))
  const { communityId } = world.character('wangXiuying')
  const others = world.residents.filter((one) => one.communityId === communityId && one.age >= 76)
  return [...named, ...others.filter((one) => !named.includes(one))]
}

function providerOf(world: World): { id: string; name: string } {
  const { communityId } = world.character('wangXiuying')
  const community = world.communities.find((one) => one.communityId === communityId)
  return {
    id: idOf(`demo booking ${communityId} provider care`),
    name: `${(community?.name ?? '').replace('社区', '')}养老服务站`,
  }
}

async function loadGroups(db: Db, world: World, people: readonly DemoResident[]): Promise<void> {
  const proofs = [
    [1, 'hardship', '低保证，苏低保 0231 号'],
    [3, 'disabled', '残疾证，肢体二级'],
    [5, 'special_contribution', '省劳动模范证书'],
  ] as const
  const { accountId: by, name } = world.member('赵雨桐')
  for (const [index, group, proof] of proofs) {
    const person = people[index]
    if (!person) continue
    await noteGroup(db, {
      community_id: person.communityId,
      resident_id: person.residentId,
      group_code: group,
      since: addDays(world.today, -300),
      until: null,
      proof,
      noted_by: by,
      noted_by_name: name,
      noted_at: instantOf(addDays(world.today, -200), '10:00'),
    })
  }
}

/** What visits cost whom: free, for a low price, and with a subsidy. */
const prices = [
  { priceKind: 'low_price', subsidyGroup: 'living_alone', paidCents: 500, subsidyCents: 1500 },
  { priceKind: 'free', subsidyGroup: null, paidCents: 0, subsidyCents: 2000 },
  { priceKind: 'low_price', subsidyGroup: null, paidCents: 1200, subsidyCents: 800 },
  { priceKind: 'full_price', subsidyGroup: null, paidCents: 4000, subsidyCents: 0 },
] as const

async function loadVisits(
  db: Db,
  world: World,
  provider: { id: string; name: string },
  people: readonly DemoResident[],
): Promise<void> {
  const before = monthBefore(world.today)
  const earlier = monthBefore(`${before}-01`)
  for (const [place, month] of [earlier, before].entries()) {
    for (let number = 0; number < 36; number += 1) {
      const person = people[number % people.length]
      const price = prices[(number + place) % prices.length]
      if (!person || !price) continue
      const day = `${month}-${String((number % 27) + 1).padStart(2, '0')}`
      await chargeVisit(
        db,
        {
          communityId: person.communityId,
          visitId: idOf(`demo charge ${month} ${number}`),
          providerId: provider.id,
          providerName: provider.name,
          residentId: person.residentId,
          residentName: person.name,
          category: careCategoryCodes[(number * 3) % careCategoryCodes.length] ?? 'meals',
          day,
          minutes: 60 + (number % 3) * 30,
          ...price,
        },
        instantOf(day, '17:00'),
      )
    }
  }
  await closeMonth(db, world, provider, earlier)
}

async function closeMonth(db: Db, world: World, provider: { id: string; name: string }, month: string): Promise<void> {
  const { communityId } = world.character('wangXiuying')
  const { accountId, name } = world.member('赵雨桐')
  const id = idOf(`demo sheet ${communityId} ${month}`)
  const of = { community_id: communityId, id, provider_id: provider.id, provider_name: provider.name, month }
  await insertSheet(db, of)
  const rows = await listLines(db, communityId, { providerId: provider.id, until: lastDayOf(month) })
  if (rows.length === 0) return
  const lines = rows.map(lineView)
  const { fullCents, paidCents, subsidyCents } = sumOf(lines)
  await closeSheet(
    db,
    { communityId, sheetId: id },
    rows.map((row) => row.id),
    {
      full_cents: fullCents,
      paid_cents: paidCents,
      subsidy_cents: subsidyCents,
      lines_hash: linesHash(lines),
      closed_by: accountId,
      closed_by_name: name,
      closed_at: instantOf(addDays(lastDayOf(month), 3), '15:20'),
    },
  )
}

/** `2026-11-24` → `2026-10`. */
function monthBefore(day: Day): string {
  return addDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7)
}
