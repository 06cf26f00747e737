import { chromium, type Browser } from 'playwright-core'
import { afterAll } from 'vitest'
import { chromium as chromiumProgram, findProgram } from '../commands/programs.ts'

/** One Chromium for the test file that calls it at its top; `more` are switches of Chromium's own. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findProgram(chromiumProgram.names)
  if (executablePath === undefined) throw new Error('Chromium is not installed: npm test says how to get it')
  // --no-sandbox: tests run as root in containers, where the sandbox cannot start; only our own pages are opened.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...more] })
  afterAll(() => browser.close())
  return browser
}
