import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { elderSizes, layoutFaults, standardSizes } from './layout.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core calls serious or critical on this page, one line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Through the debugger, so that the page's own content security policy stays as it is.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe)
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    )
}

/** Everything on this page that breaks a promise of the look. */
export async function faultsOf(page: Page, elder: boolean): Promise<string[]> {
  const layout = await page.evaluate(layoutFaults, elder ? elderSizes : standardSizes)
  return [...layout, ...(await accessibilityFaults(page))]
}
