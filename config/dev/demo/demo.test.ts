import { describe, expect, it } from 'vitest'
import { ageOn, dayOf } from '../../../shared/time.ts'
import { useDatabase } from '../../../api/_src/testing/database.ts'
import { demoPeople, loadDemo, wechatPeople } from './index.ts'
import { meiyuan } from './places.ts'
import { makeWorld } from './world.ts'

const { db, raw } = await useDatabase()
const now = new Date('2026-11-24T00:20:00.000Z')
const today = dayOf(now)

const tables = async () =>
  (
    await raw(
      "select table_name as name from information_schema.tables where table_schema = database() and table_type = 'BASE TABLE' and table_name not like 'kysely%' order by 1",
    )
  ).map(({ name }) => String(name))

/** Every row of every table, to compare before and after. */
async function everything(): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const name of await tables()) {
    const rows = (await raw(`select * from \`${name}\``)).map((row) => JSON.stringify(row))
    found[name] = rows.toSorted()
  }
  return found
}
const count = async (what: string) => Number((await raw(`select count(*) as found from ${what}`))[0]?.['found'])

describe('the made-up world', () => {
  const world = makeWorld(now)

  it('is the same for the same day, and holds the numbers promised', () => {
    expect(makeWorld(now)).toEqual({
      ...world,
      character: expect.any(Function) as never,
      member: expect.any(Function) as never,
    })
    expect(world.residents).toHaveLength(600)
    expect(world.staff).toHaveLength(26)
    const levels = world.areas.map(({ level }) => level)
    const inLevel = (level: string) => levels.filter((one) => one === level).length
    expect(['district', 'street', 'community', 'grid'].map(inLevel)).toEqual([1, 2, 3, 12])
  })

  it.each(['2026-11-24', '2028-02-29', '2031-01-01'])('keeps its numbers on %s: ages follow the day', (day) => {
    const then = makeWorld(new Date(`${day}T02:00:00Z`))
    const ages = then.residents.map(({ birthDate }) => ageOn(birthDate, day))
    expect(ages).toEqual(then.residents.map(({ age }) => age))
    const alone = then.residents.filter(({ livingAlone }, place) => livingAlone && (ages[place] ?? 0) > 75)
    expect(alone).toHaveLength(90)
    expect(then.residents.filter(({ livingAlone }, place) => livingAlone && ages[place] === 75)).toEqual([])
    const share = (from: number, to: number) => ages.filter((age) => age >= from && age < to).length / 600
    // an old quarter: many old people, and still families with children
    expect(share(0, 18)).toBeGreaterThan(0.12)
    expect(share(18, 60)).toBeGreaterThan(0.4)
    expect(share(60, 76)).toBeGreaterThan(0.1)
    expect(share(76, 110)).toBeLessThan(0.25)
    expect(Math.max(...ages)).toBeLessThan(100)
  })

  it('gives nobody another’s home, telephone, id or openid', () => {
    const unique = (values: readonly unknown[]) => expect(new Set(values).size).toBe(values.length)
    unique(world.residents.map(({ residentId }) => residentId))
    unique([...world.residents.flatMap(({ phone }) => phone ?? []), ...world.staff.map(({ phone }) => phone)])
    unique([
      ...world.residents.flatMap(({ account }) => account?.openId ?? []),
      ...world.staff.map(({ openId }) => openId),
    ])
    const homes = new Map(world.residents.map((one) => [`${one.communityId} ${one.address}`, one.householdId]))
    expect(homes.size).toBe(new Set(world.residents.map(({ householdId }) => householdId)).size)
    for (const { phone } of [...world.residents, ...world.staff])
      expect(phone ?? '19900000000').toMatch(/^1990000\d{4}$/)
  })

  it('puts people where the pictures have them', () => {
    expect(world.character('wangXiuying')).toMatchObject({
      name: '王秀英',
      age: 82,
      livingAlone: true,
      address: '3 栋 2 单元 501',
      gridCode: world.member('李敏').areaCode,
    })
    expect(world.character('zhangDefu').gridCode).toBe(world.member('吴浩').areaCode)
    expect(world.character('liuGuilan').gridCode).toBe(world.member('何晓峰').areaCode)
    expect(world.member('赵雨桐').areaCode).toBe(meiyuan)
  })
})

describe('loadDemo', { timeout: 60_000 }, () => {
  it('fills an empty database, and a second load, later, changes nothing', async () => {
    await loadDemo(db, now)
    const first = await everything()
    await loadDemo(db, new Date(now.getTime() + 3 * 86_400_000))
    expect(await everything()).toEqual(first)

    expect(await count('resident')).toBe(600)
    expect(
      await count(`resident where living_alone and birth_date <= '${Number(today.slice(0, 4)) - 76}${today.slice(4)}'`),
    ).toBe(90)
    expect(await count('staff_role')).toBe(26)
    expect(await count("area where level = 'grid'")).toBe(12)
    expect(await count('notice')).toBe(8)
    expect(await count("resident where phone is not null and phone not like '1990000%'")).toBe(0)
    expect(await count("identity where relation = 'self'")).toBe(
      await count('account where id not in (select account_id from staff_role)'),
    )
  })

  it('makes the same rows again, and finishes a load that was cut off', async () => {
    await loadDemo(db, now)
    const whole = await everything()
    await raw('delete from area')
    await raw('delete from resident limit 100')
    await raw('delete from contact limit 20')
    await loadDemo(db, now)
    expect(await everything()).toEqual(whole)
  })

  it('leaves somebody else’s database alone', async () => {
    await db
      .insertInto('area')
      .values({ code: '110101', level: 'district', name: '别处', parent_code: null, hotline: null })
      .execute()
    const before = await everything()
    await loadDemo(db, now)
    expect(await everything()).toEqual(before)
    expect(await demoPeople(db)).toEqual([])
    expect(await wechatPeople(db)).toEqual([])
  })

  it('names the people of the demo page, whom WeChat knows', async () => {
    await loadDemo(db, now)
    const people = await demoPeople(db)
    expect(people.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      '王秀英 phone',
      '方文博 phone',
      '陈静 phone',
      '何雨晴 phone',
      '李敏 desk',
      '赵雨桐 desk',
      '孙志强 desk',
      '刘倩 desk',
    ])
    const known = await wechatPeople(db)
    for (const { openId, name } of people) {
      expect(known.find((one) => one.openId === openId)).toMatchObject({ nickname: name })
    }
    expect(known.filter(({ openId }) => openId.startsWith('o-new-'))).toHaveLength(3)
  })
})
