import * as fc from 'fast-check'
import ICAL from 'ical.js'
import nodeIcal from 'node-ical'
import { describe, expect, it } from 'vitest'
import type { CalendarBooking } from '../booking/index.ts'
import { entriesOf, type CalendarEntry } from './decide.ts'
import { writeCalendar } from './write-calendar.ts'

const at = (text: string) => new Date(`2026-11-${text}:00.000Z`)

const entry: CalendarEntry = {
  uid: '01J00000000000000000000000@linlitong',
  sequence: 3,
  startsAt: at('24T02:00'),
  endsAt: at('24T02:20'),
  changedAt: at('20T09:30'),
  summary: '上门量血压',
  place: '家里，3 栋 2 单元 501',
  description: '到时候报这个号：123 456\n要准备：健康本、正在吃的药',
  isCancelled: false,
}

/** What Mozilla's reader finds. */
function readWithIcalJs(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  return calendar.getAllSubcomponents('vevent').map((part) => {
    const event = new ICAL.Event(part)
    return {
      uid: event.uid,
      sequence: event.sequence,
      startsAt: event.startDate.toJSDate(),
      endsAt: event.endDate.toJSDate(),
      changedAt: (part.getFirstPropertyValue('dtstamp') as ICAL.Time).toJSDate(),
      summary: event.summary,
      place: event.location,
      description: event.description,
      isCancelled: part.getFirstPropertyValue('status') === 'CANCELLED',
    }
  })
}

/** What node-ical, an independent reader, finds. */
function readWithNodeIcal(text: string) {
  return Object.values(nodeIcal.sync.parseICS(text)).flatMap((part) =>
    part?.type === 'VEVENT'
      ? [
          {
            uid: part.uid,
            sequence: Number(part.sequence),
            startsAt: new Date(part.start.getTime()),
            endsAt: new Date((part.end as Date).getTime()),
            changedAt: new Date(part.dtstamp.getTime()),
            summary: part.summary as string,
            place: part.location as string,
            description: part.description as string,
            isCancelled: part.status === 'CANCELLED',
          },
        ]
      : [],
  )
}

describe('a calendar', () => {
  it('says the same to two independent readers', () => {
    const entries = [entry, { ...entry, uid: 'second@linlitong', sequence: 4, isCancelled: true }]
    const text = writeCalendar('王秀英的预约', entries)
    expect(readWithIcalJs(text)).toEqual(entries)
    expect(readWithNodeIcal(text)).toEqual(entries)
    expect(text).toContain('METHOD:PUBLISH')
    expect(text).toContain('X-WR-CALNAME:王秀英的预约')
  })

  it('is the same text as long as nothing changes', () => {
    expect(writeCalendar('预约', [entry])).toBe(writeCalendar('预约', [entry]))
    expect(writeCalendar('预约', [])).toContain('END:VCALENDAR\r\n')
  })

  it('folds at 75 octets and never within a character, whatever people wrote', () => {
    const character = fc.constantFrom('王', '，', ',', ';', '\\', 'a', ' ', '😀', '𠮷', '\n', ':', '"', 'é')
    const words = fc
      .array(character, { minLength: 1, maxLength: 120 })
      .map((characters) => characters.join('').trim())
      .filter((text) => text !== '')
    fc.assert(
      fc.property(words, words, words, (summary, place, description) => {
        const text = writeCalendar('预约', [{ ...entry, summary, place, description }])
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(Buffer.from(text).toString()).toBe(text)
        expect(text).not.toContain('\uFFFD')
        const [found] = readWithIcalJs(text)
        expect([found?.summary, found?.place, found?.description]).toEqual([summary, place, description])
      }),
      { numRuns: 300 },
    )
  })
})

describe('the entries of a feed', () => {
  const booking: CalendarBooking = {
    id: '01J00000000000000000000000',
    status: 'confirmed',
    version: 3,
    history: [
      { kind: 'confirmed', at: at('19T01:00').toISOString() },
      { kind: 'rescheduled', at: at('20T09:30').toISOString() },
    ],
    bookedAt: at('19T01:00'),
    startsAt: entry.startsAt,
    endsAt: entry.endsAt,
    serviceName: '上门量血压',
    residentName: '王秀英',
    place: '家里，3 栋 2 单元 501',
    bring: ['健康本', '正在吃的药'],
    spokenNumber: '123456',
    providerPhone: '025-15602203',
  }

  it('grow their number with every change, and say what to bring', () => {
    expect(entriesOf([booking], 'resident')).toEqual([
      {
        ...entry,
        description: '到时候报这个号：123 456\n有事打电话：025-15602203\n要准备：健康本、正在吃的药',
      },
    ])
  })

  it('show a worker no whole name, no number and no note', () => {
    const [seen] = entriesOf([booking], 'worker')
    expect(seen).toMatchObject({ summary: '上门量血压（王*英）', description: '详情在邻里通里看。' })
  })

  it.each([
    ['held', 'confirmed', 0],
    ['waiting', 'waited', 0],
    ['offered', 'offered', 0],
    ['expired', 'expired', 0],
    ['cancelled', 'waited', 0],
    ['cancelled', 'confirmed', 1],
    ['checked_in', 'confirmed', 1],
    ['completed', 'confirmed', 1],
    ['missed', 'confirmed', 1],
  ] as const)('a %s booking that was %s makes %i', (status, kind, count) => {
    const history = [{ kind, at: at('19T01:00').toISOString() }]
    const entries = entriesOf([{ ...booking, status, history }], 'resident')
    expect(entries).toHaveLength(count)
    for (const one of entries) expect(one.isCancelled).toBe(status === 'cancelled')
  })
})
