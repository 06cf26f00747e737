import { describe, expect, it } from 'vitest'
import { instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { careTown, terms } from '../../testing/care-town.ts'
import { useDatabase } from '../../testing/database.ts'

const database = await useDatabase()
const { raw } = database
const town = careTown(database)

describe('an agreement', () => {
  it('is written, confirmed by both, and holds', async () => {
    const { elder, communityStaff, gridWorker } = town.cast
    const of = await town.approved()
    const write = { id: newId(), ...of, version: 0, terms }
    const written = await town.call(communityStaff, 'homecare.writeAgreement', write)
    expect(written).toMatchObject({ ok: true, data: { status: 'proposed', may: { sign: ['resident', 'provider'] } } })
    expect(written.roundTrips).toBe(3)
    expect(await town.ok(communityStaff, 'homecare.writeAgreement', write)).toMatchObject({ version: 1 })
    if (!written.ok) throw new Error('not written')
    const ref = { communityId: of.communityId, agreementId: write.id }
    const mine = await town.call(elder, 'homecare.agreement', ref)
    expect(mine).toMatchObject({ ok: true, data: { may: { sign: ['resident'], change: false } } })
    expect(mine.roundTrips).toBe(2)
    const sign = { ...ref, textHash: written.data.textHash, paperName: '' }
    const signed = await town.call(elder, 'homecare.confirm', { ...sign, side: 'resident' })
    expect(signed).toMatchObject({ ok: true, data: { status: 'proposed', resident: { name: '王秀英' } } })
    expect(signed.roundTrips).toBe(4)
    expect(await town.ok(elder, 'homecare.confirm', { ...sign, side: 'resident' })).toMatchObject({ version: 2 })
    const last = await town.ok(communityStaff, 'homecare.confirm', { ...sign, side: 'provider' })
    expect(last).toMatchObject({ status: 'in_force', version: 3, provider: { name: '赵雨桐' }, may: { sign: [] } })
    expect(await town.titles(elder.person.residentId)).toEqual([
      '社区上门看过了',
      '居家养老批下来了',
      '居家养老的协议写好了，请看一看',
      '居家养老的协议签好了',
    ])
    expect(await town.titles(gridWorker.accountId)).toContain('王秀英的协议签好了')
    expect(await raw('select status, live_of, due_at from homecare_agreement')).toEqual([
      { status: 'in_force', live_of: null, due_at: instantOf('2027-10-31', '09:00') },
    ])
  })

  it('that was changed needs both to confirm again', async () => {
    const { elder, daughter, communityStaff } = town.cast
    const { agreementId, communityId, applicationId, textHash } = await town.proposed()
    const sign = { communityId, agreementId, textHash, side: 'resident' as const, paperName: '' }
    await town.ok(daughter, 'homecare.confirm', sign)
    const change = { id: agreementId, communityId, applicationId, version: 2, terms: { ...terms, hoursPerMonth: 16 } }
    const changed = await town.ok(communityStaff, 'homecare.writeAgreement', change)
    expect(changed).toMatchObject({ version: 3, resident: null, residentSigned: false })
    expect(changed.textHash).not.toBe(textHash)
    const old = await town.call(elder, 'homecare.confirm', sign)
    expect(old).toMatchObject({ ok: false, error: { code: 'text_changed' } })
    expect(await town.ok(elder, 'homecare.confirm', { ...sign, textHash: changed.textHash })).toMatchObject({
      resident: { name: '王秀英' },
    })
    expect(await raw('select resident_signed_by from homecare_agreement')).toEqual([{ resident_signed_by: '王秀英' }])
  })

  it('of somebody without a phone is signed on paper, and says who noted it', async () => {
    const { gridWorker, otherGridWorker } = town.cast
    const { agreementId, communityId, textHash } = await town.proposed()
    const sign = { communityId, agreementId, textHash, side: 'resident' as const, paperName: '' }
    expect(await town.call(gridWorker, 'homecare.confirm', sign)).toMatchObject({ status: 422 })
    const signed = await town.ok(gridWorker, 'homecare.confirm', { ...sign, paperName: '王秀英' })
    expect(signed.resident?.name).toBe('王秀英（纸上签的，李敏记）')
    expect(await town.call(otherGridWorker, 'homecare.agreement', sign)).toMatchObject({ status: 404 })
    const [looked] = await raw("select count(*) as times from access_log where purpose = 'home_care'")
    expect(looked?.['times']).toBe(0)
    await town.ok(gridWorker, 'homecare.agreement', { communityId, agreementId })
    expect(await raw("select id from access_log where purpose = 'home_care'")).toHaveLength(1)
  })

  it('both may confirm in the same moment, and it holds', async () => {
    const { elder, communityStaff } = town.cast
    const { agreementId, communityId, textHash } = await town.proposed()
    const sign = { communityId, agreementId, textHash, paperName: '' }
    const answers = await Promise.all([
      town.call(elder, 'homecare.confirm', { ...sign, side: 'resident' }),
      town.call(communityStaff, 'homecare.confirm', { ...sign, side: 'provider' }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const [row] = await raw('select status, version, history from homecare_agreement')
    expect(row).toMatchObject({ status: 'in_force', version: 3 })
    expect(JSON.stringify(row?.['history'])).toMatch(/resident_signed/)
  })

  it('reminds thirty days before its end, ends, and waits on the list to be renewed', async () => {
    const { elder, communityStaff } = town.cast
    const { agreementId, communityId, applicationId, textHash } = await town.proposed()
    const sign = { communityId, agreementId, textHash, paperName: '' }
    await town.ok(elder, 'homecare.confirm', { ...sign, side: 'resident' })
    await town.ok(communityStaff, 'homecare.confirm', { ...sign, side: 'provider' })
    const advanceTo = async (at: Date) => {
      await town.at(at)
      await Promise.all([town.advance(), town.advance()])
    }
    await advanceTo(instantOf('2027-10-31', '08:59'))
    expect(await raw('select version from homecare_agreement')).toEqual([{ version: 3 }])
    await advanceTo(instantOf('2027-10-31', '09:00'))
    expect(await raw('select version, status from homecare_agreement')).toEqual([{ version: 4, status: 'in_force' }])
    expect(await town.titles(communityStaff.accountId)).toContain('王秀英的协议快到期了')
    await advanceTo(instantOf('2027-12-01', '00:00'))
    expect(await raw('select version, status, due_at from homecare_agreement')).toEqual([
      { version: 5, status: 'ended', due_at: null },
    ])
    expect(await town.titles(elder.person.residentId)).toContain('居家养老的协议到期了')
    const { cases } = await town.ok(communityStaff, 'homecare.cases', {})
    expect(cases).toMatchObject([{ agreements: [{ status: 'ended' }] }])
    const next = { ...terms, beginDay: '2027-12-01', endDay: '2028-11-30' }
    const overlapping = {
      id: newId(),
      communityId,
      applicationId,
      version: 0,
      terms: { ...next, beginDay: '2027-11-30' },
    }
    const clash = await town.call(communityStaff, 'homecare.writeAgreement', overlapping)
    expect(clash).toMatchObject({ ok: false, error: { code: 'agreement_overlaps', details: { endDay: '2027-11-30' } } })
    await town.proposed(next, { communityId, applicationId })
  })

  it('is stopped by the person with a reason, and the desk hears of it', async () => {
    const { elder, communityStaff } = town.cast
    const { agreementId, communityId, textHash } = await town.proposed()
    const sign = { communityId, agreementId, textHash, paperName: '' }
    await town.ok(elder, 'homecare.confirm', { ...sign, side: 'resident' })
    await town.ok(communityStaff, 'homecare.confirm', { ...sign, side: 'provider' })
    const stop = { communityId, agreementId, version: 3, reason: '搬去和女儿住。', lastDay: '2026-12-31' }
    const stopped = await town.call(elder, 'homecare.stopAgreement', stop)
    expect(stopped).toMatchObject({ ok: true, data: { status: 'stopped', endDay: '2026-12-31' } })
    expect(stopped.roundTrips).toBe(3)
    expect(await town.ok(elder, 'homecare.stopAgreement', stop)).toMatchObject({ version: 4 })
    expect(await town.titles(communityStaff.accountId)).toContain('王秀英的协议停了')
    expect((await town.ok(communityStaff, 'homecare.cases', {})).cases).toEqual([])
  })
})
