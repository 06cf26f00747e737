import { expect, it } from 'vitest'
import { newId } from '../platform/ids.ts'
import { places } from '../testing/actors.ts'
import { assessment, careTown, terms } from '../testing/care-town.ts'
import { useDatabase } from '../testing/database.ts'
import { chargeVisit } from './settlement/charge.ts'

const database = await useDatabase()
const { db, raw } = database
const town = careTown(database)
const rounds = 12

it('two staff decide at once: one decision holds, and the other hears of it', async () => {
  const { communityStaff, admin, gridWorker, elder } = town.cast
  for (let round = 0; round < rounds; round += 1) {
    const ref = await town.applied(elder)
    await town.ok(gridWorker, 'homecare.assess', { ...ref, version: 1, assessment })
    const answers = await Promise.all([
      town.call(communityStaff, 'homecare.decide', { ...ref, version: 2, approved: true, reason: '符合条件。' }),
      town.call(admin, 'homecare.decide', { ...ref, version: 2, approved: false, reason: '不符合。' }),
    ])
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409])
    const [row] = await raw('select status, version, reason from homecare_application where id = ?', [
      ref.applicationId,
    ])
    const isApproved = answers[0].ok
    expect(row).toEqual({
      status: isApproved ? 'approved' : 'refused',
      version: 3,
      reason: isApproved ? '符合条件。' : '不符合。',
    })
  }
})

it('the family applies from every phone at once: one application', async () => {
  const { elder, daughter } = town.cast
  const surveys = [await town.surveyed(elder), await town.surveyed(daughter), await town.surveyed(elder)]
  const answers = await Promise.all(
    surveys.map((survey, index) =>
      town.call(index === 1 ? daughter : elder, 'homecare.apply', { id: newId(), ...survey }),
    ),
  )
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await raw('select id from homecare_application')).toHaveLength(1)
})

it('two write an agreement at once: one text waits to be confirmed', async () => {
  const ref = await town.approved()
  const { communityStaff, admin } = town.cast
  const write = (who: typeof admin) =>
    town.call(who, 'homecare.writeAgreement', { id: newId(), ...ref, version: 0, terms })
  const answers = await Promise.all([write(communityStaff), write(admin), write(communityStaff)])
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409, 409])
  expect(await raw('select id from homecare_agreement')).toHaveLength(1)
})

it('a month is closed by one, with every line once, while visits still come in', async () => {
  const { communityStaff, admin, elder } = town.cast
  const of = { communityId: places.community, providerId: terms.providerId }
  const charge = (day: string) => {
    const visit = { ...of, visitId: newId(), providerName: '梅园养老服务站', residentId: elder.person.residentId }
    const money = {
      minutes: 60,
      paidCents: 500,
      subsidyCents: 1500,
      subsidyGroup: null,
      priceKind: 'low_price',
    } as const
    return chargeVisit(db, { ...visit, ...money, residentName: '王秀英', category: 'meals', day }, town.clock.now)
  }
  for (const month of ['2026-08', '2026-09', '2026-10']) {
    for (let day = 10; day < 20; day += 1) await charge(`${month}-${day}`)
    const close = (who: typeof admin) => town.call(who, 'homecare.closeSheet', { id: newId(), ...of, month })
    const [first, second] = await Promise.all([
      close(communityStaff),
      close(admin),
      ...Array.from({ length: 10 }, (_, day) => charge(`${month}-${20 + (day % 8)}`)),
    ])
    expect([first?.status ?? 0, second?.status ?? 0].toSorted((one, other) => one - other)).toEqual([200, 409])
  }
  const [counted] = await raw(
    `select (select count(*) from visit_charge) as charged,
       (select count(*) from visit_charge where status = 'settled') as settled,
       (select cast(sum(line_count) as signed) from settlement_sheet) as on_sheets,
       (select count(*) from visit_charge where status = 'open' and sheet_id is not null) as halves`,
  )
  expect(counted).toMatchObject({ charged: 60, halves: 0 })
  expect(counted?.['settled']).toBe(counted?.['on_sheets'])
})
