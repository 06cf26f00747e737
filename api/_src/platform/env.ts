import type { BucketSettings } from './files/object-store.ts'
import { readBucket } from './files/settings.ts'
import type { MiniprogramState } from './wechat/client.ts'
import { parseTemplates, type Templates } from './wechat/templates.ts'

/** Everything a deployment is told from outside, read and checked once. */
export interface Environment {
  /**
   * `https://user:password@host` (PlanetScale) or `mysql://…` (any MySQL-compatible server). Plain http only to this
   * machine, where a gateway stands in for PlanetScale.
   */
  databaseUrl: string
  wechat: { baseUrl: string; appId: string; appSecret: string; miniprogramState: MiniprogramState }
  templates: Templates
  /** Whoever calls the tick must show it. */
  cronSecret: string
  /** From it follow the keys of all help devices; another secret makes every device's key another. Only with devices. */
  deviceSecret: string | undefined
  /**
   * Seals the identity numbers of volunteers; another secret makes the sealed ones unreadable. Nobody registers without it.
   */
  volunteerSecret: string | undefined
  /** Where the browser pages are, without a slash at the end: printed on certificates as what a phone opens. */
  siteUrl: string | undefined
  /** The bucket for photos and voice notes. Without one everything else works. */
  files?: BucketSettings
}

type Variables = Readonly<Record<string, string | undefined>>

/** Names every variable that is missing or wrong, never a value: values are secrets. */
export class EnvironmentError extends Error {
  constructor(problems: readonly string[]) {
    super(`the environment is not complete: ${problems.join('; ')}`)
    this.name = 'EnvironmentError'
  }
}

const states = ['developer', 'trial', 'formal'] as const
const leastSecret = 16
const leastKeySecret = 32

/** Reads the environment; throws one `EnvironmentError` that lists all that is wrong with it. */
export function readEnvironment(variables: Variables): Environment {
  const problems: string[] = []
  const needed = (name: string) => {
    const value = variables[name] ?? ''
    if (value === '') problems.push(`${name} is missing`)
    return value
  }
  const databaseUrl = needed('DATABASE_URL')
  if (databaseUrl !== '' && !/^(?:https|mysql):\/\/|^http:\/\/[^/]*@127\.0\.0\.1:/.test(databaseUrl)) {
    problems.push('DATABASE_URL must begin with https:// or mysql://')
  }
  const appId = needed('WECHAT_APP_ID')
  const appSecret = needed('WECHAT_APP_SECRET')
  const cronSecret = needed('CRON_SECRET')
  if (cronSecret !== '' && cronSecret.length < leastSecret) {
    problems.push(`CRON_SECRET must have at least ${leastSecret} characters`)
  }
  const keySecret = (name: string) => {
    const value = variables[name] === '' ? undefined : variables[name]
    if (value !== undefined && value.length < leastKeySecret) {
      problems.push(`${name} must have at least ${leastKeySecret} characters`)
    }
    return value
  }
  const deviceSecret = keySecret('DEVICE_SECRET')
  const volunteerSecret = keySecret('VOLUNTEER_SECRET')
  const siteUrl = siteOf(variables, problems)
  const wantedState = variables['WECHAT_MINIPROGRAM_STATE'] ?? 'formal'
  const miniprogramState = states.find((state) => state === wantedState)
  if (!miniprogramState) problems.push(`WECHAT_MINIPROGRAM_STATE must be one of ${states.join(', ')}`)
  const baseUrl = variables['WECHAT_BASE_URL'] ?? 'https://api.weixin.qq.com'
  // The app secret travels in it, so it never goes to another machine in the clear.
  if (!/^https:\/\/[^/]|^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(?:\/|$)/.test(baseUrl)) {
    problems.push('WECHAT_BASE_URL must begin with https://')
  }
  const templates = templatesOf(variables['WECHAT_TEMPLATES'], problems)
  const files = readBucket(variables, problems)
  if (problems.length > 0 || !miniprogramState) throw new EnvironmentError(problems)
  const wechat = { baseUrl, appId, appSecret, miniprogramState }
  return { databaseUrl, wechat, templates, cronSecret, deviceSecret, volunteerSecret, siteUrl, ...(files && { files }) }
}

/** On Vercel the production address is known without being told. */
function siteOf(variables: Variables, problems: string[]): string | undefined {
  const host = variables['VERCEL_PROJECT_PRODUCTION_URL'] ?? ''
  const site = (variables['SITE_URL'] ?? '') || (host === '' ? '' : `https://${host}`)
  if (site === '') return undefined
  if (!/^https:\/\/[^/?#]+\/?$|^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?\/?$/.test(site)) {
    problems.push('SITE_URL must be https:// and a host alone')
  }
  return site.replace(/\/$/, '')
}

function templatesOf(text: string | undefined, problems: string[]): Templates {
  if (text === undefined || text === '') return {}
  try {
    return parseTemplates(text)
  } catch (error) {
    problems.push(`WECHAT_TEMPLATES: ${error instanceof Error ? error.message : 'cannot be read'}`)
    return {}
  }
}
