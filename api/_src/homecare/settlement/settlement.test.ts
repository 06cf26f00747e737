import { describe, expect, it } from 'vitest'
import { careCategoryCodes } from '../../../../shared/homecare/categories.ts'
import type { SheetLine } from '../../../../shared/homecare/settlement-contract.ts'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { careTown } from '../../testing/care-town.ts'
import { useDatabase } from '../../testing/database.ts'
import { chargeVisit, type VisitCharge } from './charge.ts'
import { counterLine, isOver, lastDayOf } from './decide.ts'
import { linesHash } from './lines-hash.ts'
import { sheetMonth } from './months.ts'

const database = await useDatabase()
const { db, raw } = database
const town = careTown(database)
const providerId = '01M82KAMTS1V3XN3EY7FP9P2YC'
const of = { communityId: places.community, providerId }

const charge = (over: Partial<VisitCharge> = {}): VisitCharge => ({
  ...of,
  visitId: newId(),
  providerName: '梅园养老服务站',
  ...{ residentId: town.cast.elder.person.residentId, residentName: '王秀英', category: 'meals', day: '2026-10-12' },
  ...{ minutes: 60, paidCents: 500, subsidyCents: 1500, subsidyGroup: 'living_alone', priceKind: 'full_price' },
  ...over,
})

/** Writes them, and says which they are. */
async function charged(...overs: Partial<VisitCharge>[]): Promise<VisitCharge[]> {
  const all = overs.map(charge)
  for (const one of all) await chargeVisit(db, one, town.clock.now)
  return all
}

/** A month as different as it comes: made from a number, so that a failure can be seen again. */
function monthOfVisits(): Partial<VisitCharge>[] {
  const kinds = ['free', 'low_price', 'full_price'] as const
  const groups = ['living_alone', null, 'hardship', null] as const
  return Array.from({ length: 40 }, (_, index) => {
    const priceKind = kinds[index % 3] ?? 'free'
    const subsidyGroup = priceKind === 'free' ? null : (groups[index % 4] ?? null)
    const full = 1000 + index * 37
    const paidCents = priceKind === 'free' ? 0 : subsidyGroup === null ? full : Math.floor(full / 3)
    const category = careCategoryCodes[index % 8] ?? 'meals'
    const day = `2026-10-${String((index % 28) + 1).padStart(2, '0')}`
    return { priceKind, subsidyGroup, paidCents, subsidyCents: full - paidCents, category, day, minutes: 30 + index }
  })
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)

describe('a sheet', () => {
  it('adds up to an independent count, line kind by line kind', async () => {
    const visits = await charged(...monthOfVisits())
    const sheet = await town.call(town.cast.communityStaff, 'homecare.sheet', { ...of, month: '2026-10' })
    if (!sheet.ok) throw new Error(sheet.error.code)
    expect(sheet.roundTrips).toBe(3)
    const counted = {
      free: visits.filter(({ priceKind }) => priceKind === 'free'),
      low_price: visits.filter(({ priceKind, subsidyGroup }) => priceKind === 'low_price' && subsidyGroup === null),
      subsidised: visits.filter(({ subsidyGroup }) => subsidyGroup !== null),
      own: visits.filter(({ priceKind, subsidyGroup }) => priceKind === 'full_price' && subsidyGroup === null),
    }
    expect(sum(Object.values(counted).map(({ length }) => length))).toBe(40)
    for (const total of sheet.data.totals) {
      const own = counted[total.kind]
      expect(total).toMatchObject({
        visits: own.length,
        minutes: sum(own.map(({ minutes }) => minutes)),
        paidCents: sum(own.map(({ paidCents }) => paidCents)),
        subsidyCents: sum(own.map(({ subsidyCents }) => subsidyCents)),
      })
    }
    const [inSql] = await raw(
      `select count(*) as visits, cast(sum(paid_cents) as signed) as paid, cast(sum(subsidy_cents) as signed) as subsidy,
       cast(sum(full_cents) as signed) as full_sum from visit_charge where provider_id = ?`,
      [providerId],
    )
    expect(sheet.data.sum).toMatchObject({
      visits: inSql?.['visits'],
      paidCents: inSql?.['paid'],
      subsidyCents: inSql?.['subsidy'],
      fullCents: inSql?.['full_sum'],
    })
  })

  it('charges a visit once, and never a sum that does not add up', async () => {
    const [first] = await charged({})
    await chargeVisit(db, charge({ visitId: first?.visitId ?? '', paidCents: 9 }), town.clock.now)
    expect(await raw('select paid_cents, full_cents from visit_charge')).toEqual([
      { paid_cents: 500, full_cents: 2000 },
    ])
    await expect(raw('update visit_charge set paid_cents = 1')).rejects.toThrow(/visit_charge_sum/)
  })

  it('is closed once the month is over: frozen, signed with a name and a number', async () => {
    const { communityStaff, admin } = town.cast
    await charged(...monthOfVisits(), { day: '2026-11-03' })
    const month = { ...of, month: '2026-10' }
    const early = await town.call(communityStaff, 'homecare.closeSheet', { id: newId(), ...of, month: '2026-11' })
    expect(early).toMatchObject({ ok: false, error: { code: 'month_running' } })
    const close = { id: newId(), ...month }
    const closed = await town.call(communityStaff, 'homecare.closeSheet', close)
    expect(closed).toMatchObject({ ok: true, data: { status: 'closed', closedByName: '赵雨桐', isIntact: true } })
    expect(closed.roundTrips).toBe(5)
    if (!closed.ok) throw new Error('not closed')
    expect(await town.ok(communityStaff, 'homecare.closeSheet', close)).toEqual(closed.data)
    const second = await town.call(admin, 'homecare.closeSheet', { id: newId(), ...month })
    expect(second).toMatchObject({ ok: false, error: { code: 'conflict', details: { closedByName: '赵雨桐' } } })
    // What comes late stands on the next sheet, and the closed one stays as it is.
    await charged({ day: '2026-10-30' })
    expect(await town.ok(communityStaff, 'homecare.sheet', month)).toEqual(closed.data)
    const november = await town.ok(communityStaff, 'homecare.sheet', { ...of, month: '2026-11' })
    expect(november.lines.map(({ day }) => day)).toEqual(['2026-10-30', '2026-11-03'])
    const listed = await town.call(communityStaff, 'homecare.months', { communityId: places.community })
    expect(listed).toMatchObject({
      ok: true,
      data: {
        months: [
          { month: '2026-11', status: 'open', visits: 2 },
          { month: '2026-10', status: 'closed', visits: 40, subsidyCents: closed.data.sum.subsidyCents },
        ],
      },
    })
    expect(listed.roundTrips).toBeLessThanOrEqual(3)
    // Somebody at the database changes a line: the sheet says so.
    await raw("update visit_charge set paid_cents = 0, full_cents = subsidy_cents where status = 'settled' limit 20")
    expect((await town.ok(communityStaff, 'homecare.sheet', month)).isIntact).toBe(false)
  })

  it('is closed in the order of the months', async () => {
    await charged({ day: '2026-09-30' }, { day: '2026-10-01' })
    const { communityStaff } = town.cast
    const october = await town.call(communityStaff, 'homecare.closeSheet', { id: newId(), ...of, month: '2026-10' })
    expect(october).toMatchObject({ ok: false, error: { code: 'earlier_month_open', details: { month: '2026-09' } } })
    await town.ok(communityStaff, 'homecare.closeSheet', { id: newId(), ...of, month: '2026-09' })
    await town.ok(communityStaff, 'homecare.closeSheet', { id: newId(), ...of, month: '2026-10' })
  })

  it('takes an objection as a line of the next month, once', async () => {
    const { communityStaff } = town.cast
    const [wrong] = await charged({ paidCents: 800, subsidyCents: 1200 }, {})
    const visitId = wrong?.visitId ?? ''
    const object = {
      id: newId(),
      communityId: places.community,
      visitId,
      paidCents: 500,
      subsidyCents: 1000,
      reason: '只做了 45 分钟',
    }
    const open = await town.call(communityStaff, 'homecare.objectToLine', object)
    expect(open).toMatchObject({ ok: false, error: { code: 'not_settled' } })
    const month = { ...of, month: '2026-10' }
    const closed = await town.ok(communityStaff, 'homecare.closeSheet', { id: newId(), ...month })
    const same = { ...object, paidCents: 800, subsidyCents: 1200 }
    expect(await town.call(communityStaff, 'homecare.objectToLine', same)).toMatchObject({ status: 422 })
    const made = await town.call(communityStaff, 'homecare.objectToLine', object)
    expect(made).toMatchObject({ ok: true, data: { paidCents: -300, subsidyCents: -200, counterOf: visitId } })
    expect(made.roundTrips).toBe(3)
    expect(await town.ok(communityStaff, 'homecare.objectToLine', object)).toMatchObject({ visitId: object.id })
    const again = await town.call(communityStaff, 'homecare.objectToLine', { ...object, id: newId() })
    expect(again).toMatchObject({ ok: false, error: { code: 'objected_already' } })
    const after = await town.ok(communityStaff, 'homecare.sheet', month)
    expect(after).toMatchObject({ isIntact: true, sum: closed.sum })
    expect(after.lines.filter(({ isObjected }) => isObjected).map((line) => line.visitId)).toEqual([visitId])
    const november = await town.ok(communityStaff, 'homecare.sheet', { ...of, month: '2026-11' })
    expect(november).toMatchObject({ lines: [{ words: '只做了 45 分钟' }], sum: { visits: 0, fullCents: -500 } })
  })

  it('is for the community that pays', async () => {
    await charged({})
    const { gridWorker, otherCommunityStaff } = town.cast
    for (const who of [gridWorker, otherCommunityStaff]) {
      expect(await town.call(who, 'homecare.sheet', { ...of, month: '2026-10' })).toMatchObject({ status: 403 })
      expect(await town.call(who, 'homecare.months', { communityId: places.community })).toMatchObject({ status: 403 })
    }
  })
})

describe('the rules of sheets', () => {
  it.each([
    ['2026-10-12', undefined, '2026-10'],
    ['2026-10-12', '2026-09', '2026-10'],
    ['2026-10-12', '2026-10', '2026-11'],
    ['2026-10-12', '2026-12', '2027-01'],
  ])('a visit of %s after %s was closed stands on %s', (day, closed, month) => {
    expect(sheetMonth(day, closed)).toBe(month)
  })

  it('a month is over on the first day of the next', () => {
    expect(lastDayOf('2026-02')).toBe('2026-02-28')
    expect(isOver('2026-11', '2026-11-30')).toBe(false)
    expect(isOver('2026-11', '2026-12-01')).toBe(true)
  })

  it('a counter-line is the difference', () => {
    const line = { status: 'settled', fullCents: 2000, paidCents: 800, subsidyCents: 1200, counterOf: null } as const
    expect(counterLine(line, { paidCents: 0, subsidyCents: 2000 })).toEqual({
      ok: true,
      data: { fullCents: 0, paidCents: -800, subsidyCents: 800 },
    })
  })

  it('the number of a sheet is that of its lines, in whatever order', () => {
    const line = (visitId: string, paidCents: number) => ({ visitId, paidCents }) as SheetLine
    const [one, other] = [line('a', 1), line('b', 2)]
    expect(linesHash([one, other])).toBe(linesHash([other, one]))
    expect(linesHash([one, other])).not.toBe(linesHash([one, line('b', 3)]))
  })
})
