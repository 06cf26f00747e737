import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import type { Town } from '../town.ts'

export const phoneScreen = { width: 390, height: 844 }
export const deskScreen = { width: 1280, height: 800 }

export interface Visit {
  /** The address; the home page when left out. */
  at?: string
  screen?: { width: number; height: number }
  elder?: boolean
  /** Body text of the elder version: 24, 27 or 30 px. */
  fontStep?: 1 | 2 | 3
}

/** A page of the browser build that belongs to one person. */
export interface VisitedPage extends Page {
  /** Resolves when everything asked for has been answered and drawn. */
  settled: () => Promise<void>
}

/**
 * Opens browser pages as people of the town. When the file ends none of the pages may have written an error or thrown
 * one.
 */
export function browserPagesOf(town: Town, browser: Browser) {
  const errors: string[] = []
  afterAll(() => expect(errors, 'errors on the pages').toEqual([]))

  return async (
    name: string,
    { at = '/', screen = phoneScreen, elder = false, fontStep = 1 }: Visit = {},
  ): Promise<VisitedPage> => {
    const openId = town.openIdOf(name)
    const context = await browser.newContext({ viewport: screen, reducedMotion: 'reduce', locale: 'zh-CN' })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    const running = watchErrors(page, name, errors)
    await page.addInitScript(
      ([person, isElder, step]) => {
        window.name = `person:${person}`
        const settings = { elder: isElder, fontStep: step, elderOfferAnswered: true }
        const key = `${person}/settings`
        if (localStorage.getItem(key) === null) localStorage.setItem(key, JSON.stringify({ data: settings }))
      },
      [openId, elder, fontStep] as const,
    )
    await page.goto(`${town.url}${at}`)
    return Object.assign(page, { settled: () => settled(page, running) })
  }
}

/**
 * Writes a text in a field and waits until it stands there: Taro's elements move their content when they are first drawn,
 * and a key that comes just then has no field.
 */
export async function writeIn(field: Locator, text: string): Promise<void> {
  await expect
    .poll(async () => {
      await field.fill(text)
      return field.inputValue()
    })
    .toBe(text)
}

/** Writes down what goes wrong on a page; gives the requests that are on their way. */
export function watchErrors(page: Page, name: string, errors: string[]): ReadonlySet<object> {
  const running = new Set<object>()
  page.on('console', (message) => {
    const text = message.text()
    // Said by the browser itself where a test has taken the network away.
    if (message.type() !== 'error' || text.includes('ERR_INTERNET_DISCONNECTED')) return
    // Written by the browser for an answer that says in words that something ran out meanwhile.
    if (text.includes('status of 410')) return
    errors.push(`${name}: ${text} (${message.location().url})`)
  })
  page.on('pageerror', (error) => errors.push(`${name}: ${error.stack ?? error.message}`))
  page.on('request', (request) => void running.add(request))
  page.on('requestfinished', (request) => void running.delete(request))
  page.on('requestfailed', (request) => void running.delete(request))
  return running
}

async function settled(page: Page, running: ReadonlySet<object>): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet += 1) {
    await page.waitForTimeout(40)
    if (running.size > 0 || (await page.locator('.skel').count()) > 0) quiet = -1
  }
}
