import { beforeEach, describe, expect, it } from 'vitest'
import { errorTable } from '../../../../shared/errors.ts'
import { secretIn } from '../../../../shared/people/sign-in-picture.ts'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { slices } from '../../slices.ts'
import { makeActors, type Cast } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { testServer, type TestServer } from '../../testing/server.ts'

const database = await useDatabase()
const { db, raw } = database
const now = instantOf('2026-11-24', '08:20')
let server: TestServer
let cast: Cast

beforeEach(async () => {
  server = testServer(database, slices, now)
  cast = await makeActors(db, now)
})

const ask = () => callOk(server.app, undefined, 'people.askSignIn', { userAgent: 'Windows NT 10.0; Chrome/128.0' })
type Asked = Awaited<ReturnType<typeof ask>>
const scanned = ({ picture }: Asked) => ({ shown: { kind: 'picture' as const, secret: secretIn(picture) ?? '' } })
const typed = (code: string) => ({ shown: { kind: 'code' as const, code } })
const collect = ({ signInId, browserSecret }: Pick<Asked, 'signInId' | 'browserSecret'>) =>
  call(server.app, undefined, 'people.collectSignIn', { signInId, browserSecret })
const agree = (token: string, { signInId }: Asked, agreed = true) =>
  call(server.app, token, 'people.confirmSignIn', { signInId, agreed })

async function agreedBy(token: string): Promise<Asked> {
  const asked = await ask()
  await callOk(server.app, token, 'people.seeSignIn', scanned(asked))
  await agree(token, asked)
  return asked
}

describe('signing in on a computer', () => {
  it('goes from the picture to a session that works, and each side sees where it stands', async () => {
    const asked = await ask()
    expect(await collect(asked)).toMatchObject({ data: { state: 'waiting', session: null }, roundTrips: 1 })
    const seen = await call(server.app, cast.gridWorker.token, 'people.seeSignIn', scanned(asked))
    expect(seen).toMatchObject({
      ok: true,
      roundTrips: 3,
      data: { browser: 'Windows 电脑，Chrome 浏览器', matching: asked.matching, askedAt: now.toISOString() },
    })
    expect(await collect(asked)).toMatchObject({ data: { state: 'seen' } })
    expect(await agree(cast.gridWorker.token, asked)).toMatchObject({ ok: true, roundTrips: 2 })
    const collected = await collect(asked)
    expect(collected).toMatchObject({ ok: true, data: { state: 'signed_in' }, roundTrips: 3 })
    const token = collected.ok ? collected.data.session?.token : undefined
    const me = await callOk(server.app, token, 'people.me', {})
    expect(me).toMatchObject({ accountId: cast.gridWorker.accountId })
    // A session of staff, with the life of one.
    server.clock.now = addSeconds(now, 12 * 3600)
    expect(await call(server.app, token, 'people.me', {})).toMatchObject({ error: { code: 'not_signed_in' } })
  })

  it('goes by the eight digits too', async () => {
    const asked = await ask()
    const seen = await call(server.app, cast.admin.token, 'people.seeSignIn', typed(asked.code))
    expect(seen).toMatchObject({ ok: true, data: { signInId: asked.signInId }, roundTrips: 5 })
    await agree(cast.admin.token, asked)
    expect(await collect(asked)).toMatchObject({ data: { state: 'signed_in' } })
  })

  it('keeps no secret in the clear', async () => {
    const asked = await ask()
    const rows = JSON.stringify(await raw('select * from browser_sign_in'))
    for (const secret of [secretIn(asked.picture), asked.code, asked.browserSecret]) expect(rows).not.toContain(secret)
    expect(server.lines.join('')).not.toContain(asked.code)
  })

  it('tells the browser that the phone said no', async () => {
    const asked = await ask()
    await callOk(server.app, cast.doctor.token, 'people.seeSignIn', scanned(asked))
    expect(await agree(cast.doctor.token, asked, false)).toMatchObject({ ok: true })
    expect(await collect(asked)).toMatchObject({ error: { code: 'sign_in_refused' } })
    expect(await agree(cast.doctor.token, asked)).toMatchObject({ error: { code: 'sign_in_used' } })
  })

  it('gives the same answer to the same word sent twice', async () => {
    const asked = await agreedBy(cast.gridWorker.token)
    expect(await agree(cast.gridWorker.token, asked)).toMatchObject({ ok: true, roundTrips: 3 })
    await collect(asked)
    expect(await agree(cast.gridWorker.token, asked)).toMatchObject({ ok: true })
    expect((await raw('select id from session where id = ?', [asked.signInId])).length).toBe(1)
  })
})

describe('nobody gets in who should not', () => {
  it('another browser that has the picture, the digits and the id, but not the secret of the one that asked', async () => {
    const asked = await agreedBy(cast.gridWorker.token)
    const thief = await ask()
    for (const browserSecret of [thief.browserSecret, secretIn(asked.picture) ?? '', 'x'.repeat(43)]) {
      const stolen = await collect({ signInId: asked.signInId, browserSecret })
      expect(stolen).toMatchObject({ status: 404, error: { code: 'sign_in_unknown' } })
    }
    expect(await collect(asked)).toMatchObject({ data: { state: 'signed_in' } })
  })

  it('the same browser a second time', async () => {
    const asked = await agreedBy(cast.gridWorker.token)
    expect(await collect(asked)).toMatchObject({ ok: true })
    expect(await collect(asked)).toMatchObject({ status: 409, error: { code: 'sign_in_used' } })
    expect(await call(server.app, cast.admin.token, 'people.seeSignIn', scanned(asked))).toMatchObject({
      error: { code: 'sign_in_used' },
    })
  })

  it('a second phone, once a first one has looked', async () => {
    const asked = await ask()
    await callOk(server.app, cast.gridWorker.token, 'people.seeSignIn', scanned(asked))
    await callOk(server.app, cast.gridWorker.token, 'people.seeSignIn', scanned(asked))
    const late = await call(server.app, cast.otherGridWorker.token, 'people.seeSignIn', scanned(asked))
    expect(late).toMatchObject({ error: { code: 'sign_in_used' } })
    expect(await agree(cast.otherGridWorker.token, asked)).toMatchObject({ error: { code: 'sign_in_used' } })
  })

  it('a phone that never looked', async () => {
    const asked = await ask()
    expect(await agree(cast.gridWorker.token, asked)).toMatchObject({ error: { code: 'sign_in_unknown' } })
    expect(await collect(asked)).toMatchObject({ data: { state: 'waiting' } })
  })

  it('somebody without a post, or whose post has ended: with a sentence', async () => {
    const asked = await ask()
    for (const { token } of [cast.neighbour, cast.revokedWorker, cast.unbound]) {
      const answer = await call(server.app, token, 'people.seeSignIn', scanned(asked))
      expect(answer).toMatchObject({
        status: 403,
        error: { code: 'not_allowed', message: errorTable.not_allowed.text },
      })
      expect(await agree(token, asked)).toMatchObject({ status: 403, error: { code: 'not_allowed' } })
    }
    expect(await collect(asked)).toMatchObject({ data: { state: 'waiting' } })
  })

  it('somebody whose post ends between looking and agreeing, or between agreeing and collecting', async () => {
    const [seen, agreed] = [await ask(), await agreedBy(cast.gridWorker.token)]
    await callOk(server.app, cast.gridWorker.token, 'people.seeSignIn', scanned(seen))
    await raw('update staff_role set revoked_at = ? where account_id = ?', [
      '2026-11-24 00:20:30.000',
      cast.gridWorker.accountId,
    ])
    expect(await agree(cast.gridWorker.token, seen)).toMatchObject({ error: { code: 'not_allowed' } })
    expect(await collect(agreed)).toMatchObject({ error: { code: 'sign_in_refused' } })
    expect(await raw('select id from session where id = ?', [agreed.signInId])).toEqual([])
  })

  it('anybody after two minutes; and an hour later nothing of it is left', async () => {
    const [asked, seen, agreed] = [await ask(), await ask(), await agreedBy(cast.admin.token)]
    await callOk(server.app, cast.gridWorker.token, 'people.seeSignIn', scanned(seen))
    server.clock.now = addSeconds(now, 121)
    const late = await call(server.app, cast.gridWorker.token, 'people.seeSignIn', scanned(asked))
    expect(late).toMatchObject({ status: 410, error: { code: 'sign_in_expired' } })
    expect(await agree(cast.gridWorker.token, seen)).toMatchObject({ error: { code: 'sign_in_expired' } })
    for (const one of [asked, seen, agreed]) {
      expect(await collect(one)).toMatchObject({ error: { code: 'sign_in_expired' } })
    }
    await server.tick()
    expect((await raw('select id from browser_sign_in')).length).toBe(3)
    server.clock.now = addSeconds(now, 3600 + 121)
    await server.tick()
    expect(await raw('select id from browser_sign_in')).toEqual([])
  })

  it('whoever guesses digits, after five wrong ones; a right one costs none', async () => {
    const asked = await ask()
    const { token } = cast.gridWorker
    for (let right = 0; right < 6; right += 1) await callOk(server.app, token, 'people.seeSignIn', typed(asked.code))
    const wrong = asked.code === '00000000' ? '00000001' : '00000000'
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await call(server.app, token, 'people.seeSignIn', typed(wrong))).toMatchObject({
        error: { code: 'sign_in_unknown' },
      })
    }
    const answer = await call(server.app, token, 'people.seeSignIn', typed(asked.code))
    expect(answer).toMatchObject({ status: 429, error: { code: 'sign_in_too_often' } })
    // The picture holds a secret that nobody guesses: it goes on working.
    expect(await call(server.app, token, 'people.seeSignIn', scanned(asked))).toMatchObject({ ok: true })
  })
})
