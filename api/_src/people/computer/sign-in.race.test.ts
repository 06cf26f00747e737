import { expect, it } from 'vitest'
import { secretIn } from '../../../../shared/people/sign-in-picture.ts'
import { instantOf } from '../../../../shared/time.ts'
import { slices } from '../../slices.ts'
import { makeActors } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { testServer } from '../../testing/server.ts'

const database = await useDatabase({ clear: 'file' })
const now = instantOf('2026-11-24', '08:20')
const { app } = testServer(database, slices, now)
const cast = await makeActors(database.db, now)
const phones = [cast.gridWorker, cast.otherGridWorker, cast.communityStaff, cast.admin]

it('makes one session of two phones, four answers and four collections at once, 40 times', async () => {
  for (let round = 0; round < 40; round += 1) {
    const { signInId, browserSecret, picture } = await callOk(app, undefined, 'people.askSignIn', { userAgent: '' })
    const shown = { kind: 'picture' as const, secret: secretIn(picture) ?? '' }
    const looks = await Promise.all(phones.map(({ token }) => call(app, token, 'people.seeSignIn', { shown })))
    expect(looks.filter(({ ok }) => ok).length).toBe(1)
    const first = looks.findIndex(({ ok }) => ok)
    const answers = await Promise.all(
      [...phones, ...phones].map(({ token }) => call(app, token, 'people.confirmSignIn', { signInId, agreed: true })),
    )
    // The same phone may say it twice: it is told yes twice, and it counts once.
    expect(answers.map(({ ok }, index) => ok === (index % phones.length === first))).not.toContain(false)
    const collected = await Promise.all(
      Array.from({ length: 4 }, () => call(app, undefined, 'people.collectSignIn', { signInId, browserSecret })),
    )
    expect(collected.filter(({ ok }) => ok).length).toBe(1)
    expect(collected.flatMap((answer) => (answer.ok ? [] : [answer.error.code]))).toEqual(
      Array.from({ length: 3 }, () => 'sign_in_used'),
    )
    const sessions = await database.raw('select account_id from session where id = ?', [signInId])
    expect(sessions).toEqual([{ account_id: phones[first]?.accountId }])
  }
})

it('lets a phone say only one of yes and no', async () => {
  for (let round = 0; round < 30; round += 1) {
    const { signInId, picture } = await callOk(app, undefined, 'people.askSignIn', { userAgent: '' })
    const shown = { kind: 'picture' as const, secret: secretIn(picture) ?? '' }
    const { token } = cast.gridWorker
    await callOk(app, token, 'people.seeSignIn', { shown })
    const answers = await Promise.all(
      [true, false].map((agreed) => call(app, token, 'people.confirmSignIn', { signInId, agreed })),
    )
    expect(answers.filter(({ ok }) => ok).length).toBe(1)
  }
})
