import { describe, expect, it } from 'vitest'
import { commonErrorCodes, errorTable, type ErrorCode } from './errors.ts'
import type { Endpoint } from './contract.ts'
import { endpoints } from './endpoints.ts'

const rows = Object.entries<Endpoint>(endpoints)

describe('the endpoint table', () => {
  it('names every endpoint <slice>.<verb>', () => {
    for (const [name] of rows) expect(name).toMatch(/^[a-z]+\.[a-z][A-Za-z]+$/)
  })

  it('gives public reads a cache time and nobody else', () => {
    for (const [name, row] of rows) {
      expect(row.cacheSeconds !== undefined, name).toBe(row.kind === 'publicQuery')
      if (row.kind === 'publicQuery') expect(row.callers, name).toEqual(['anyone'])
    }
  })

  it('gives files their content type and nobody else', () => {
    for (const [name, row] of rows) {
      expect(row.contentType !== undefined, name).toBe(row.kind === 'publicFile')
      if (row.kind === 'publicFile') expect(row.callers, name).toEqual(['anyone'])
    }
  })

  it('lets a stranger call only what needs no person', () => {
    const open = rows.filter(([, row]) => row.callers.includes('anyone')).map(([name]) => name)
    expect(open.toSorted()).toEqual([
      'affairs.notice',
      'affairs.notices',
      'booking.providers',
      'booking.service',
      'booking.services',
      // A calendar program has no account: the key in the address is what lets it in.
      'calendar.file',
      // A calling device has no account: the key of its message is what lets it in.
      'help.fromDevice',
      'inbox.templates',
      // A browser at the desk has nobody signed in yet: it asks for a code, and collects what a phone granted.
      'people.askSignIn',
      'people.collectSignIn',
      'people.communities',
      'people.signIn',
      // Whoever is shown a certificate may ask whether it is true.
      'records.checkCertificate',
    ])
  })

  it('keeps the budgets the product promises', () => {
    const budget = (name: keyof typeof endpoints) => endpoints[name].roundTrips
    expect(budget('help.raise')).toBeLessThanOrEqual(2)
    expect(budget('help.status')).toBeLessThanOrEqual(2)
    expect(budget('booking.slots')).toBeLessThanOrEqual(2)
    expect(budget('booking.book')).toBeLessThanOrEqual(4)
    expect(budget('volunteering.signUp')).toBeLessThanOrEqual(4)
    expect(budget('volunteering.checkIn')).toBeLessThanOrEqual(3)
    expect(budget('volunteering.wall')).toBeLessThanOrEqual(2)
    expect(budget('booking.services')).toBeLessThanOrEqual(2)
    expect(budget('booking.mine')).toBeLessThanOrEqual(2)
    expect(budget('inbox.list')).toBeLessThanOrEqual(2)
  })
})

describe('the error table', () => {
  const codes = Object.keys(errorTable) as ErrorCode[]

  it.each(codes)('%s says in Chinese what to do next', (code) => {
    const { text, status } = errorTable[code]
    expect(text).toMatch(/^[\u4e00-\u9fff“”，。、0-9 ]+。$/)
    // Two sentences: what happened, and what to do now.
    expect(text.split('。').filter(Boolean).length + text.split('，').length).toBeGreaterThanOrEqual(3)
    expect(text).not.toMatch(/[!！]|请稍候|操作|系统异常/)
    expect(status).toBeGreaterThanOrEqual(400)
  })

  it('holds no code that no endpoint can give', () => {
    const used = new Set<ErrorCode>([...commonErrorCodes, ...rows.flatMap(([, row]) => row.errors)])
    expect(codes.filter((code) => !used.has(code))).toEqual([])
  })
})
