import { type CallStatus } from '../../../shared/help/lifecycle.ts'
import { addSeconds } from '../../../shared/time.ts'
import type { Call, Doer } from '../help/call.ts'
import { afterStep } from '../help/decide-step.ts'
import { acknowledge, arrive, cancel, close, setOut } from '../help/decide.ts'
import { addHelper } from '../help/decide-beside.ts'
import type { Decision } from '../help/decide-entry.ts'
import { openCall } from '../help/decide-ladder.ts'

export const start = new Date('2026-11-24T00:21:18.000Z')
export const later = (seconds: number) => addSeconds(start, seconds)
const wang = {
  communityId: '320102001001',
  residentId: '01K00000000000000000000001',
  residentName: '王秀英',
  gridCode: '320102001001003',
  address: '3 栋 2 单元 501',
  birthDate: '1944-03-02',
  livingAlone: true,
}
export const daughter: Doer = { accountId: 'A-CHEN', name: '陈静', relation: 'daughter' }
export const limin = { accountId: 'A-LI', name: '李敏', post: '三网格网格员', phone: '13800000001' }
export const zhao = { accountId: 'A-ZHAO', name: '赵雨桐', post: '社区值班', phone: '13800000002' }
export const wu = { accountId: 'A-WU', name: '吴浩', post: '一网格网格员', phone: null }
export const sun = { accountId: 'A-SUN', name: '孙志强', post: '街道值班', phone: null }
export const end = { outcome: 'helped_on_site', note: '' } as const

/** The call after a move that must have been made. */
export function moved(call: Call, decision: Decision<string>): Call {
  if (!decision.ok || !decision.step) throw new Error(`the move was not made: ${JSON.stringify(decision)}`)
  return afterStep(call, decision.step)
}

/** A call that 李敏 brought to this status, with 吴浩 beside her once somebody has it. */
export function at(status: CallStatus): Call {
  let call = openCall('01K00000000000000000000009', wang, { intent: 'emergency', source: 'app', doer: daughter }, start)
  if (status === 'ringing') return call
  call = moved(call, acknowledge(call, limin, later(20)))
  call = moved(call, addHelper(call, limin, wu, later(25)))
  if (status === 'cancelled') return moved(call, cancel(call, daughter, later(60)))
  if (status === 'acknowledged') return call
  call = moved(call, setOut(call, limin, 5, later(60)))
  if (status === 'en_route') return call
  call = moved(call, arrive(call, limin, later(120)))
  return status === 'on_site' ? call : moved(call, close(call, limin, end, later(180)))
}

/** `→ kinds` is what is written; `again` = sent twice, nothing to do; else the refusal, with who has it or gets it. */
export function outcome(decision: Decision<string>): string {
  if (decision.ok) return decision.step ? `→ ${decision.step.entries.map(({ kind }) => kind).join(' ')}` : 'again'
  const details = decision.details as { responderName?: string; toName?: string } | undefined
  return [decision.code, details?.responderName, details?.toName].filter((part) => part !== undefined).join(': ')
}
