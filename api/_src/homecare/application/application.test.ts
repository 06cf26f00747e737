import { describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { assessment, careTown, wholeSurvey } from '../../testing/care-town.ts'
import { useDatabase } from '../../testing/database.ts'

const database = await useDatabase()
const { raw } = database
const town = careTown(database)

const empty = { answers: {}, carer: null, wanted: [], note: '' }

describe('a survey', () => {
  it('is begun by the daughter, gone on with by the elder, and handed in once', async () => {
    const { elder, daughter } = town.cast
    const { person } = elder
    const id = newId()
    const input = { id, person, version: 0, submit: false, ...empty, answers: { eating: 'well' as const } }
    const begun = await town.call(daughter, 'homecare.saveSurvey', input)
    expect(begun).toMatchObject({ ok: true, data: { version: 1, way: 'family', byName: '女儿陈静', ability: null } })
    expect(begun.roundTrips).toBe(3)
    expect(await town.ok(daughter, 'homecare.saveSurvey', input)).toMatchObject({ version: 1 })
    const draft = await town.call(elder, 'homecare.survey', { person })
    expect(draft).toMatchObject({ ok: true, data: { survey: { surveyId: id, answers: { eating: 'well' } } } })
    expect(draft.roundTrips).toBe(2)
    const whole = { id, person, version: 1, submit: true, ...wholeSurvey }
    expect(await town.ok(elder, 'homecare.saveSurvey', whole)).toMatchObject({ status: 'submitted', ability: 'partly' })
    expect(await town.ok(elder, 'homecare.saveSurvey', whole)).toMatchObject({ version: 2 })
    expect(await town.ok(elder, 'homecare.survey', { person })).toMatchObject({ survey: null })
    expect(await raw('select status, draft_of, version, ability from homecare_survey')).toEqual([
      { status: 'submitted', draft_of: null, version: 2, ability: 'partly' },
    ])
  })

  it('is one at a time for a person, and needs everything before it is handed in', async () => {
    const { elder, daughter, gridWorker } = town.cast
    const { person } = elder
    await town.ok(elder, 'homecare.saveSurvey', { id: newId(), person, version: 0, submit: false, ...empty })
    const second = { id: newId(), person, version: 0, submit: false, ...empty }
    expect(await town.call(daughter, 'homecare.saveSurvey', second)).toMatchObject({ status: 409 })
    const early = await town.call(gridWorker, 'homecare.saveSurvey', { ...second, submit: true })
    expect(early).toMatchObject({ ok: false, error: { code: 'survey_incomplete' } })
    expect(await raw('select id from homecare_survey')).toHaveLength(1)
  })

  it('at the door is filled in by staff of the area, and every look is on record', async () => {
    const { elder, gridWorker, otherGridWorker } = town.cast
    const { person } = elder
    const save = { id: newId(), person, version: 0, submit: false, ...empty }
    expect(await town.ok(gridWorker, 'homecare.saveSurvey', save)).toMatchObject({ way: 'staff', byName: '李敏' })
    const seen = await town.call(gridWorker, 'homecare.survey', { person })
    expect(seen).toMatchObject({ ok: true, data: { name: '王秀英' } })
    expect(seen.roundTrips).toBe(3)
    expect(await town.call(otherGridWorker, 'homecare.survey', { person })).toMatchObject({ status: 404 })
    expect(await raw('select purpose, account_id from access_log')).toEqual([
      { purpose: 'home_care', account_id: gridWorker.accountId },
    ])
  })
})

describe('an application', () => {
  it('goes from the daughter to the decision, and everybody hears of it', async () => {
    const { elder, daughter, gridWorker, communityStaff } = town.cast
    const surveyed = await town.surveyed(daughter)
    const id = newId()
    const applied = await town.call(daughter, 'homecare.apply', { id, ...surveyed })
    // Ten working days after Tuesday, 24 November.
    expect(applied).toMatchObject({ ok: true, data: { delegateName: '女儿陈静', dueDay: '2026-12-08', version: 1 } })
    expect(applied.roundTrips).toBe(3)
    expect(await town.ok(daughter, 'homecare.apply', { id, ...surveyed })).toMatchObject({ applicationId: id })
    expect(await town.titles(gridWorker.accountId)).toEqual(['王秀英申请居家养老'])
    expect(await town.titles(elder.person.residentId)).toEqual(['居家养老的申请交上去了'])
    const ref = { communityId: places.community, applicationId: id }
    const first = await town.call(gridWorker, 'homecare.assess', { ...ref, version: 1, assessment })
    expect(first).toMatchObject({ ok: true, data: { status: 'assessed', version: 2 } })
    expect(first.roundTrips).toBe(3)
    const better = { ...assessment, hoursPerMonth: 24 }
    await town.ok(gridWorker, 'homecare.assess', { ...ref, version: 2, assessment: better })
    const decide = { ...ref, version: 3, approved: true, reason: '符合条件。' }
    const decided = await town.call(communityStaff, 'homecare.decide', decide)
    expect(decided).toMatchObject({ ok: true, data: { status: 'approved', version: 4 } })
    expect(decided.roundTrips).toBe(3)
    expect(await town.ok(communityStaff, 'homecare.decide', decide)).toMatchObject({ version: 4 })
    expect(await town.titles(daughter.accountId)).toEqual([
      '王秀英：居家养老的申请交上去了',
      '王秀英：社区上门看过了',
      '王秀英：社区上门看过了',
      '王秀英：居家养老批下来了',
    ])
    const whole = await town.call(elder, 'homecare.application', ref)
    expect(whole).toMatchObject({
      ok: true,
      data: {
        person: { name: '王秀英', age: 82, groups: ['living_alone', 'advanced_age'] },
        assessment: { hoursPerMonth: 24 },
        decidedByName: '赵雨桐',
        complaint: { phone: '12345' },
        steps: [{ byName: '女儿陈静' }, { byName: '李敏' }, { byName: '李敏' }, { byName: '赵雨桐' }],
      },
    })
    expect(whole.roundTrips).toBe(2)
    expect(await raw('select status, live_of, version, notified_version from homecare_application')).toEqual([
      { status: 'approved', live_of: null, version: 4, notified_version: 4 },
    ])
  })

  it('that is refused says why and where to turn', async () => {
    const { elder, communityStaff, gridWorker } = town.cast
    const settings = {
      decisionDays: 3,
      remindDays: 30,
      complaintPlace: '梅园街道民政科',
      complaintPhone: '025-00001000',
    }
    const write = { communityId: places.community, version: 0, settings }
    const saved = await town.call(communityStaff, 'homecare.saveSettings', write)
    expect(saved.roundTrips).toBe(2)
    expect(await town.call(communityStaff, 'homecare.saveSettings', write)).toMatchObject({ status: 409 })
    expect(await town.ok(communityStaff, 'homecare.settings', { communityId: places.community })).toEqual({
      version: 1,
      settings,
    })
    const ref = await town.applied()
    expect(await raw('select due_day from homecare_application')).toEqual([{ due_day: new Date('2026-11-27') }])
    const decide = { ...ref, version: 1, approved: false, reason: '户口不在本区。' }
    const early = await town.call(communityStaff, 'homecare.decide', decide)
    expect(early).toMatchObject({ ok: false, error: { code: 'not_assessed' } })
    await town.ok(gridWorker, 'homecare.assess', { ...ref, version: 1, assessment })
    await town.ok(communityStaff, 'homecare.decide', { ...decide, version: 2 })
    expect(await town.titles(elder.person.residentId)).toContain('居家养老这次没批')
    const [told] = await raw("select body from delivery where title = '居家养老这次没批'")
    expect(told?.['body']).toBe('户口不在本区。不同意，可以找梅园街道民政科，电话 025-00001000。')
    // Refused is not for ever.
    await town.applied()
    // what is told of it must not reach the next test
    await town.app.settled()
  })

  it('is one at a time, can be taken back, and then made again', async () => {
    const { elder, daughter, gridWorker } = town.cast
    const ref = await town.applied()
    const other = await town.surveyed(daughter)
    const again = await town.call(daughter, 'homecare.apply', { id: newId(), ...other })
    expect(again).toMatchObject({ ok: false, error: { code: 'care_applied' } })
    // Staff does not take it back for somebody.
    expect(await town.call(gridWorker, 'homecare.withdraw', { ...ref, version: 1 })).toMatchObject({ status: 403 })
    expect(await town.ok(elder, 'homecare.withdraw', { ...ref, version: 1 })).toMatchObject({ status: 'withdrawn' })
    expect(await town.titles(gridWorker.accountId)).toEqual(['王秀英申请居家养老', '王秀英不申请居家养老了'])
    expect(await town.ok(daughter, 'homecare.apply', { id: newId(), ...other })).toMatchObject({ status: 'applied' })
    const { lines } = await town.ok(daughter, 'homecare.mine', {})
    expect(new Set(lines.map(({ application }) => application?.status))).toEqual(new Set(['applied', 'withdrawn']))
    expect(lines).toHaveLength(2)
    expect((await town.call(daughter, 'homecare.mine', {})).roundTrips).toBe(2)
  })

  it('stands on the list of its own desks, overdue first', async () => {
    const { gridWorker, otherGridWorker, communityStaff, otherCommunityStaff } = town.cast
    const ref = await town.applied()
    await town.at(new Date('2026-12-09T02:00:00.000Z'))
    const listed = await town.call(gridWorker, 'homecare.cases', {})
    expect(listed).toMatchObject({ ok: true, data: { cases: [{ applicationId: ref.applicationId, overdue: true }] } })
    expect(listed.roundTrips).toBe(2)
    expect((await town.ok(communityStaff, 'homecare.cases', {})).cases).toHaveLength(1)
    for (const stranger of [otherGridWorker, otherCommunityStaff]) {
      expect((await town.ok(stranger, 'homecare.cases', {})).cases).toEqual([])
      expect(await town.call(stranger, 'homecare.application', ref)).toMatchObject({ status: 404 })
      expect(await town.call(stranger, 'homecare.assess', { ...ref, version: 1, assessment })).toMatchObject({
        status: 404,
      })
    }
    // The grid worker looks, the community decides.
    const decide = { ...ref, version: 1, approved: true, reason: '好。' }
    expect(await town.call(gridWorker, 'homecare.decide', decide)).toMatchObject({ status: 403 })
  })
})

describe('the groups of a resident', () => {
  it('are noted with a proof, for a time, and found again in the application', async () => {
    const { elder, gridWorker, otherGridWorker } = town.cast
    const { person } = elder
    const ref = await town.applied()
    const note = { person, group: 'disabled' as const, since: '2026-01-05', until: null, proof: '残疾证 二级' }
    const noted = await town.call(gridWorker, 'homecare.noteGroup', note)
    expect(noted).toMatchObject({ ok: true, data: { group: 'disabled', notedByName: '李敏' } })
    expect(noted.roundTrips).toBe(4)
    const ended = { ...note, group: 'hardship' as const, since: '2024-01-01', until: '2024-12-31', proof: '低保证' }
    await town.ok(gridWorker, 'homecare.noteGroup', ended)
    const seen = await town.call(gridWorker, 'homecare.groups', { person })
    expect(seen).toMatchObject({
      ok: true,
      data: {
        groups: ['living_alone', 'disabled', 'advanced_age'],
        noted: [{ proof: '残疾证 二级' }, { proof: '低保证' }],
      },
    })
    expect(seen.roundTrips).toBe(3)
    const { person: known } = await town.ok(elder, 'homecare.application', ref)
    expect(known.groups).toEqual(['living_alone', 'disabled', 'advanced_age'])
    expect(await town.call(otherGridWorker, 'homecare.groups', { person })).toMatchObject({ status: 404 })
    const backwards = { ...note, until: '2025-12-31' }
    expect(await town.call(gridWorker, 'homecare.noteGroup', backwards)).toMatchObject({ status: 422 })
  })
})
