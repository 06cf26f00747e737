import type { BucketSettings } from './object-store.ts'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * The bucket of the environment; undefined when none is named. All five variables or none: half a bucket would be
 * noticed with the first photo only. What is wrong is added to `problems`, by name, never a value.
 */
export function readBucket(variables: Variables, problems: string[]): BucketSettings | undefined {
  const of = (name: string) => variables[name] ?? ''
  const names = ['FILES_ENDPOINT', 'FILES_BUCKET', 'FILES_REGION', 'FILES_ACCESS_KEY_ID', 'FILES_SECRET_ACCESS_KEY']
  if (names.every((name) => of(name) === '')) return undefined
  for (const name of names) if (of(name) === '') problems.push(`${name} is missing (all five of FILES_… or none)`)
  const endpoint = of('FILES_ENDPOINT').replace(/\/+$/, '')
  if (endpoint !== '' && !/^https:\/\/[^/]|^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(?:\/|$)/.test(endpoint)) {
    problems.push('FILES_ENDPOINT must begin with https://')
  }
  return {
    endpoint,
    bucket: of('FILES_BUCKET'),
    region: of('FILES_REGION'),
    accessKeyId: of('FILES_ACCESS_KEY_ID'),
    secretAccessKey: of('FILES_SECRET_ACCESS_KEY'),
  }
}
