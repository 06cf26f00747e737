import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { idOf } from '../../../config/dev/demo/ids.ts'
import { instantOf } from '../../../shared/time.ts'
import { peopleSlice } from '../people/slice.ts'
import { newId } from '../platform/ids.ts'
import { makeActors, places, type Cast, type TestAccount } from '../testing/actors.ts'
import { call, callOk } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'
import { checkUpPlan, letterOf } from '../testing/health-samples.ts'
import { testServer } from '../testing/server.ts'
import { findFile } from './file/store.ts'
import { healthSlice } from './slice.ts'

const database = await useDatabase()
const { db, raw } = database
const start = instantOf('2026-11-24', '08:20')
const { app, tick, clock } = testServer(database, [peopleSlice, healthSlice], start)

let cast: Cast
let colleague: TestAccount
beforeEach(async () => {
  clock.now = start
  cast = await makeActors(db, start)
  colleague = cast.people.staff('doctor', places.community, '许红梅')
  await cast.people.save(db)
})

const person = () => cast.elder.person
const agree = (purpose: 'doctor' | 'check_up' | 'referral', agreed = true) =>
  call(app, cast.elder.token, 'health.agree', { id: newId(), person: person(), purpose, agreed })
const apply = (id: string, doctorId: string) =>
  call(app, cast.elder.token, 'health.applyDoctor', { id, person: person(), doctorId, focus: [], note: '' })
const decide = (token: string, applicationId: string, accepts: boolean) =>
  call(app, token, 'health.decideApplication', {
    ...person(),
    applicationId,
    decision: accepts ? { kind: 'accept' } : { kind: 'decline', reason: '满了' },
  })
const outcomes = (replies: readonly { ok: boolean; error?: { code: string } }[]) =>
  replies.map((reply) => (reply.ok ? 'ok' : (reply.error?.code ?? ''))).toSorted()

describe('two who act at once', () => {
  it('two doctors answer the same application: one word counts, the other learns of it', async () => {
    await agree('doctor')
    for (let round = 0; round < 8; round += 1) {
      const applicationId = idOf(`application ${round}`)
      await apply(applicationId, round % 2 === 0 ? cast.doctor.accountId : colleague.accountId)
      const replies = await Promise.all([
        decide(cast.doctor.token, applicationId, true),
        decide(colleague.token, applicationId, round % 3 === 0),
      ])
      expect(outcomes(replies)).toEqual(['conflict', 'ok'])
      const file = await findFile(db, person())
      expect(file?.applied_id).toBeNull()
      const decided = file?.history.filter((entry) => entry.applicationId === applicationId && entry.kind !== 'applied')
      expect(decided).toHaveLength(1)
    }
  })

  it('two applications for one person: one waits', async () => {
    await agree('doctor')
    const replies = await Promise.all([apply(newId(), cast.doctor.accountId), apply(newId(), colleague.accountId)])
    expect(outcomes(replies).filter((one) => one === 'ok')).toHaveLength(1)
    expect(outcomes(replies)[0]).toMatch(/already_applied|conflict/)
  })

  it('an invitation pressed by many reaches everybody once', async () => {
    const ref = { communityId: places.community, checkUpId: newId() }
    cast.people.residents(20, { birthDate: '1950-01-01' })
    await cast.people.save(db)
    const plan = { id: ref.checkUpId, communityId: places.community, ...checkUpPlan }
    await callOk(app, cast.doctor.token, 'health.planCheckUp', plan)
    const press = (token: string) => call(app, token, 'health.inviteCheckUp', ref)
    const tokens = [cast.doctor.token, colleague.token, cast.communityStaff.token]
    const replies = await Promise.all([...tokens, ...tokens, ...tokens].map(press))
    await Promise.all([tick(), tick()])
    await tick()
    expect(new Set(replies.map((reply) => (reply.ok ? reply.data.invitedByName : 'refused'))).size).toBe(1)
    const told = await raw(
      `select recipient_id, count(*) as n from delivery where recipient_kind = 'resident' group by recipient_id`,
    )
    expect(told).toHaveLength(21)
    expect(told.every(({ n }) => Number(n) === 1)).toBe(true)
  })

  it('a letter meets the end of the agreement: nothing of it stays, whoever comes first', async () => {
    for (let round = 0; round < 8; round += 1) {
      await agree('referral')
      const letter = { id: newId(), person: person(), agreed: false, ...letterOf('胸闷三天') }
      await Promise.all([call(app, cast.doctor.token, 'health.writeReferral', letter), agree('referral', false)])
      await agree('referral', false)
      clock.now = new Date(clock.now.getTime() + 61_000)
      await tick()
      expect(await raw(`select letter from referral where letter <> ''`)).toEqual([])
    }
  })
})

/** What the file must say, worked out the slow way. */
interface Model {
  agreed: boolean
  doctor: string | undefined
  application: { id: string; doctor: string } | undefined
}

it('follows a small model through any sequence of words', { timeout: 60_000 }, async () => {
  const step = fc.constantFrom('agree', 'take back', 'apply 0', 'apply 1', 'accept', 'decline', 'leave', 'withdraw')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      await raw('delete from health_file')
      const doctors = [cast.doctor, colleague]
      const model: Model = { agreed: false, doctor: undefined, application: undefined }
      for (const one of steps) {
        const leave = (what: 'application' | 'doctor') =>
          call(app, cast.elder.token, 'health.leaveDoctor', { person: person(), what })
        if (one === 'agree') {
          await agree('doctor')
          model.agreed = true
        } else if (one === 'take back') {
          await agree('doctor', false)
          Object.assign(model, { agreed: false, doctor: undefined, application: undefined })
        } else if (one.startsWith('apply')) {
          const id = newId()
          const doctor = doctors[Number(one.slice(-1))]?.accountId ?? ''
          const reply = await apply(id, doctor)
          expect(reply.ok).toBe(model.agreed && model.application === undefined)
          if (reply.ok) model.application = { id, doctor }
        } else if (one === 'leave') {
          await leave('doctor')
          model.doctor = undefined
        } else if (one === 'withdraw') {
          await leave('application')
          model.application = undefined
        } else {
          const reply = await decide(cast.doctor.token, model.application?.id ?? newId(), one === 'accept')
          expect(reply.ok).toBe(model.application !== undefined)
          if (one === 'accept' && model.application) model.doctor = model.application.doctor
          model.application = undefined
        }
        const { file } = await callOk(app, cast.elder.token, 'health.mine', { person: person() })
        expect([file.doctor?.doctorId, file.application?.applicationId]).toEqual([model.doctor, model.application?.id])
      }
    }),
    { numRuns: 20 },
  )
})
