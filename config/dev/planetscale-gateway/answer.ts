import { randomUUID } from 'node:crypto'
import { vitessError } from './errors.ts'
import type { Gateway } from './gateway.ts'
import { wireSession, type WireSession } from './wire.ts'

/** What a front does with a call: send this reply, never reply, or fail as if nobody listened. */
export type Answer = { status: number; text: string } | 'hang' | 'refused'

/** Answers one call of the driver, with the faults a test has ordered. Both fronts share it. */
export async function answerCall(gateway: Gateway, path: string, body: string): Promise<Answer> {
  switch (path) {
    case '/psdb.v1alpha1.Database/Execute':
      return await answerExecute(gateway, parseExecute(body))
    case '/psdb.v1alpha1.Database/CreateSession':
      return reply(200, { branch: 'local', session: wireSession(randomUUID(), false) })
    case '/psdb.v1alpha1.Database/CloseSession': {
      const { session } = parseExecute(body)
      if (session) gateway.closeSession(session.vitessSession.SessionUUID)
      return reply(200, {})
    }
    default:
      return reply(404, { error: { code: 'unimplemented', message: path } })
  }
}

export function reply(status: number, body: object): { status: number; text: string } {
  return { status, text: JSON.stringify(body) }
}

async function answerExecute(gateway: Gateway, call: { query: string; session: WireSession | null }): Promise<Answer> {
  const fault = gateway.faults.take(call.query)
  switch (fault?.kind) {
    case undefined:
      return reply(200, await gateway.execute(call.query, call.session))
    case 'refused':
      return 'refused'
    case 'error':
      return reply(200, { session: call.session, error: vitessError(fault, call.query) })
    case 'hang':
      if (fault.executed) await gateway.execute(call.query, call.session)
      return 'hang'
    case 'http':
      if (fault.executed) await gateway.execute(call.query, call.session)
      return { status: fault.status, text: '<html>a page of the edge</html>' }
  }
}

/** Believes the driver: the gateway serves development and tests only, where the driver is the only caller. */
function parseExecute(body: string): { query: string; session: WireSession | null } {
  const parsed: unknown = body === '' ? {} : JSON.parse(body)
  const call = typeof parsed === 'object' && parsed !== null ? parsed : {}
  const query = 'query' in call && typeof call.query === 'string' ? call.query : ''
  const session = 'session' in call && isSession(call.session) ? call.session : null
  return { query, session }
}

function isSession(value: unknown): value is WireSession {
  return typeof value === 'object' && value !== null && 'vitessSession' in value
}
