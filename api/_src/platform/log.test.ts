import { describe, expect, it } from 'vitest'
import { createLog, errorFields, type LogFields } from './log.ts'

const at = new Date('2026-11-22T08:00:00.000Z')

function logged(event: string, fields?: LogFields): Record<string, unknown> {
  const lines: string[] = []
  createLog(
    (line) => lines.push(line),
    () => at,
  )(event, fields)
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toContain('\n')
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>
}

describe('log', () => {
  it('writes one JSON line with the time, the event and the known fields', () => {
    expect(logged('request', { endpoint: 'booking.book', status: 200, milliseconds: 12 })).toEqual({
      at: '2026-11-22T08:00:00.000Z',
      event: 'request',
      endpoint: 'booking.book',
      status: 200,
      milliseconds: 12,
    })
  })

  it('leaves out every field that is not on the list and says how many', () => {
    const input = { phoneNumber: '13800001111', openId: 'o-secret', name: '王秀英', status: 200 } as LogFields
    const line = logged('request', input)
    expect(line).toEqual({ at: at.toISOString(), event: 'request', status: 200, refused: 3 })
  })

  it('leaves out an object hidden under a known name', () => {
    const smuggled = { endpoint: { phoneNumber: '13800001111' } } as unknown as LogFields
    expect(JSON.stringify(logged('request', smuggled))).not.toContain('13800001111')
  })

  it('does not know inherited names as fields', () => {
    const inherited = JSON.parse('{"constructor":"x","toString":"y"}') as LogFields
    expect(logged('request', inherited)).toEqual({ at: at.toISOString(), event: 'request', refused: 2 })
  })

  it('keeps one line whatever a value holds, and cuts long values', () => {
    const line = logged('request', { endpoint: `a\n{"event":"forged"}`, code: 'x'.repeat(5000) })
    expect(line['event']).toBe('request')
    expect(line['code']).toHaveLength(2000)
  })
})

describe('errorFields', () => {
  it('keeps class, number and frames but not the message', () => {
    const error = Object.assign(new TypeError("Duplicate entry '13800001111'\n    at 王秀英 for key"), { errno: 1062 })
    const fields = errorFields(error)
    expect(fields.errorName).toBe('TypeError')
    expect(fields.errno).toBe(1062)
    expect(fields.stack).toContain('log.test.ts')
    expect(JSON.stringify(fields)).not.toMatch(/13800001111|王秀英/u)
  })

  it('names what was thrown when it is no error', () => {
    expect(errorFields('13800001111')).toEqual({ errorName: 'string' })
  })
})
