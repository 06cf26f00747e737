import { describe, expect, test } from 'vitest'
import { createTickHandler } from './tick-handler.ts'

const secret = '0123456789abcdef'
const request = (authorization?: string, method = 'GET') =>
  new Request('http://test.local/api/tick', { method, headers: authorization ? { authorization } : {} })

function counted(outcome: () => Promise<boolean>) {
  const state = { ticks: 0 }
  const handler = createTickHandler(() => {
    state.ticks += 1
    return outcome()
  }, secret)
  return { state, handler }
}

describe('the tick', () => {
  test('runs for whoever shows the secret', async () => {
    const { state, handler } = counted(async () => true)
    const response = await handler(request(`Bearer ${secret}`))
    expect([response.status, await response.json(), state.ticks]).toEqual([200, { ok: true }, 1])
  })

  test.each([undefined, 'Bearer ', 'Bearer 0123456789abcdeF', secret, `bearer ${secret}`])(
    'does not run for %s',
    async (authorization) => {
      const { state, handler } = counted(async () => true)
      expect((await handler(request(authorization))).status).toBe(401)
      expect(state.ticks).toBe(0)
    },
  )

  test('says 500 when a part failed', async () => {
    expect((await counted(async () => false).handler(request(`Bearer ${secret}`))).status).toBe(500)
  })

  test('knows only GET and POST', async () => {
    const { state, handler } = counted(async () => true)
    expect((await handler(request(`Bearer ${secret}`, 'DELETE'))).status).toBe(405)
    expect(state.ticks).toBe(0)
  })
})
