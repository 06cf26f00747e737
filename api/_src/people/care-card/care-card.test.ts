import { beforeEach, describe, expect, it } from 'vitest'
import { idOf } from '../../../../config/dev/demo/ids.ts'
import { peopleContract } from '../../../../shared/people/contract.ts'
import type { CareLines } from '../../../../shared/people/care-card-contract.ts'
import { helpSlice } from '../../help/slice.ts'
import { countRoundTrips } from '../../platform/db/round-trips.ts'
import { makeActors, type Cast } from '../../testing/actors.ts'
import { call, callOk, type CallResult } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { testServer } from '../../testing/server.ts'
import { residentCard } from '../index.ts'
import { peopleSlice } from '../slice.ts'

const database = await useDatabase()
const { db, raw } = database
const start = new Date('2026-11-24T00:20:00.000Z')
const { app, clock } = testServer(database, [peopleSlice, helpSlice], start)

const lines: CareLines = {
  conditions: '高血压，心脏装过支架',
  medicines: '阿司匹林，早上一片',
  allergies: '青霉素',
  speech: '说南京话，普通话听得懂',
  senses: '右耳背，站左边说',
  bloodType: 'O',
  keyHolder: '402 周建国',
  note: '',
}

let cast: Cast
beforeEach(async () => {
  clock.now = start
  cast = await makeActors(db, start)
})

const later = (seconds: number) => {
  clock.now = new Date(clock.now.getTime() + seconds * 1000)
}
const person = () => cast.elder.person
const save = (token: string, card: Partial<CareLines> = {}, agreed = true, words = 'first agreement') =>
  call(app, token, 'people.saveCareCard', { id: idOf(words), person: person(), card: { ...lines, ...card }, agreed })
const read = async (token: string) => (await callOk(app, token, 'people.careCard', { person: person() })).card
const withdraw = (token: string, words = 'withdrawal') =>
  callOk(app, token, 'people.withdrawCareCard', { id: idOf(words), person: person() })
const log = async (token = cast.elder.token) =>
  (await callOk(app, token, 'people.accessLog', { person: person() })).openings
const code = (reply: CallResult<'people.saveCareCard'>) => (reply.ok ? 'ok' : reply.error.code)

describe('the care card', () => {
  it('is kept only with its own agreement, which is written down', async () => {
    expect(await read(cast.elder.token)).toBeNull()
    expect(code(await save(cast.elder.token, {}, false))).toBe('care_agreement_needed')
    expect(await raw('select * from care_card')).toEqual([])
    const saved = await save(cast.elder.token)
    expect(saved.roundTrips).toBeLessThanOrEqual(peopleContract['people.saveCareCard'].roundTrips)
    expect(await read(cast.elder.token)).toEqual({
      ...lines,
      agreedAt: start.toISOString(),
      agreedByName: '王秀英',
      agreedHow: 'self',
      checkedAt: start.toISOString(),
    })
    expect(await raw('select account_id, how, agreed, version from care_agreement')).toEqual([
      { account_id: cast.elder.accountId, how: 'self', agreed: 1, version: '2026-11' },
    ])
    later(60)
    expect(code(await save(cast.elder.token, { medicines: '不吃药了' }, false))).toBe('ok')
    expect(await read(cast.elder.token)).toMatchObject({ medicines: '不吃药了', agreedAt: start.toISOString() })
  })

  it('comes with the card of a help call, in the one statement that reads it', async () => {
    await save(cast.elder.token)
    const { result, roundTrips } = await countRoundTrips(() => residentCard(db, person()))
    expect(roundTrips).toBe(1)
    expect(result?.care).toMatchObject({ allergies: '青霉素', bloodType: 'O', keyHolder: '402 周建国' })
    await withdraw(cast.elder.token)
    expect((await residentCard(db, person()))?.care).toBeNull()
  })

  it('is erased by a withdrawal, and neither old command brings it back', async () => {
    await save(cast.elder.token)
    later(60)
    await withdraw(cast.elder.token)
    expect(await raw('select * from care_card')).toEqual([])
    later(60)
    expect(code(await save(cast.elder.token))).toBe('care_agreement_needed')
    expect(code(await save(cast.elder.token, {}, false))).toBe('care_agreement_needed')
    expect(await read(cast.elder.token)).toBeNull()
    // A new agreement does; the withdrawal that arrives once more does not undo it.
    expect(code(await save(cast.elder.token, {}, true, 'second agreement'))).toBe('ok')
    later(60)
    await withdraw(cast.elder.token)
    expect(await read(cast.elder.token)).toMatchObject({ allergies: '青霉素' })
    expect(await raw('select agreed from care_agreement order by at')).toEqual([
      { agreed: 1 },
      { agreed: 0 },
      { agreed: 1 },
    ])
  })

  it('ends erased when a withdrawal meets a save, whoever comes first', async () => {
    for (let round = 0; round < 8; round += 1) {
      await Promise.all([
        save(cast.elder.token, {}, true, `agreement ${round}`),
        withdraw(cast.elder.token, `no ${round}`),
      ])
      expect(await raw('select * from care_card')).toEqual([])
      later(1)
    }
  })

  it('is open to family that may press for help, who are on the list, and to nobody else', async () => {
    expect(code(await save(cast.daughter.token))).toBe('ok')
    expect(await read(cast.daughter.token)).toMatchObject({ agreedByName: '陈静', agreedHow: 'family' })
    for (const { token } of [cast.neighbour, cast.former, cast.gridWorker, cast.unbound]) {
      expect(code(await save(token))).toBe('not_delegated')
      const refused = await call(app, token, 'people.careCard', { person: person() })
      expect(refused).toMatchObject({ ok: false, error: { code: 'not_delegated' } })
    }
    expect(await log()).toEqual(
      expect.arrayContaining([
        { at: start.toISOString(), name: '陈静', post: '', relation: 'daughter', purpose: 'care_card_changed' },
        { at: start.toISOString(), name: '陈静', post: '', relation: 'daughter', purpose: 'care_card' },
      ]),
    )
  })

  it('asks once a year whether it is still right', async () => {
    const check = () => call(app, cast.elder.token, 'people.checkCareCard', { person: person() })
    expect(await check()).toMatchObject({ ok: false, error: { code: 'not_found' } })
    await save(cast.elder.token)
    later(3600)
    expect(await check()).toMatchObject({ ok: true, data: { checkedAt: clock.now.toISOString() } })
    expect(await read(cast.elder.token)).toMatchObject({ ...lines, checkedAt: clock.now.toISOString() })
  })

  it('can be filled in at the desk, which neither sees it nor wipes out what is there', async () => {
    const fill = (token: string, card: Partial<CareLines>, words = 'at the desk') =>
      call(app, token, 'people.fillCareCard', {
        id: idOf(words),
        ...person(),
        card: { ...lines, ...card },
        agreed: true,
      })
    const empty = { conditions: '', medicines: '', speech: '', senses: '', bloodType: null, keyHolder: '' }
    const first = await fill(cast.communityStaff.token, { note: '' })
    expect(first).toMatchObject({ ok: true, data: {} })
    expect(first.roundTrips).toBeLessThanOrEqual(peopleContract['people.fillCareCard'].roundTrips)
    await fill(cast.gridWorker.token, { ...empty, allergies: '青霉素、海鲜' }, 'once more')
    expect(await read(cast.elder.token)).toMatchObject({ ...lines, allergies: '青霉素、海鲜', agreedHow: 'desk' })
    expect(await fill(cast.otherGridWorker.token, {})).toMatchObject({ ok: false, error: { code: 'not_found' } })
    const openings = await log()
    expect(openings.map(({ name, post, purpose }) => [name, post, purpose])).toEqual(
      expect.arrayContaining([
        ['李敏', '三网格网格员', 'care_card_changed'],
        ['赵雨桐', '赵雨桐', 'care_card_changed'],
      ]),
    )
  })
})

describe('who looked at my file', () => {
  it('shows a card opened at the desk with name, post, moment and reason', async () => {
    const { callId, communityId } = await callOk(app, cast.elder.token, 'help.raise', {
      id: idOf('press'),
      person: person(),
    })
    await app.settled()
    later(30)
    await callOk(app, cast.gridWorker.token, 'help.card', { communityId, callId })
    const reply = await call(app, cast.elder.token, 'people.accessLog', { person: person() })
    expect(reply).toMatchObject({
      ok: true,
      data: {
        openings: [
          { at: clock.now.toISOString(), name: '李敏', post: '三网格网格员', relation: null, purpose: 'help_card' },
        ],
        more: false,
      },
    })
    expect(reply.roundTrips).toBeLessThanOrEqual(peopleContract['people.accessLog'].roundTrips)
  })

  it('is for the person and for family that may see, and comes in pages', async () => {
    for (let round = 0; round < 52; round += 1) {
      later(60)
      await callOk(app, cast.daughter.token, 'people.careCard', { person: person() })
    }
    const first = await callOk(app, cast.daughter.token, 'people.accessLog', { person: person() })
    expect([first.openings.length, first.more]).toEqual([50, true])
    const before = first.openings.at(-1)?.at
    const second = await callOk(app, cast.elder.token, 'people.accessLog', {
      person: person(),
      ...(before && { before }),
    })
    expect([second.openings.length, second.more]).toEqual([2, false])
    for (const { token } of [cast.neighbour, cast.former, cast.communityStaff]) {
      const refused = await call(app, token, 'people.accessLog', { person: person() })
      expect(refused).toMatchObject({ ok: false, error: { code: 'not_delegated' } })
    }
  })
})
