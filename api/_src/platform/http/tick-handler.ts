import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string) => createHash('sha256').update(text).digest()

/**
 * Answers `GET /api/tick` with `Authorization: Bearer <CRON_SECRET>`, as Vercel's cron sends it; an outside timer may
 * call it too. `tick` must not reject. 500 when a part of the tick failed, so that the scheduler shows it.
 */
export function createTickHandler(
  tick: () => Promise<boolean>,
  cronSecret: string,
): (request: Request) => Promise<Response> {
  const expected = digest(`Bearer ${cronSecret}`)
  return async (request) => {
    const headers = { 'cache-control': 'no-store' }
    if (request.method !== 'GET' && request.method !== 'POST') {
      return Response.json({ ok: false }, { status: 405, headers: { ...headers, allow: 'GET, POST' } })
    }
    const given = digest(request.headers.get('authorization') ?? '')
    if (!timingSafeEqual(given, expected)) return Response.json({ ok: false }, { status: 401, headers })
    const healthy = await tick()
    return Response.json({ ok: healthy }, { status: healthy ? 200 : 500, headers })
  }
}
