import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../commands/root.ts'
import { immutableCache, securityHeaders } from '../../deploy/headers.ts'
import { functionNames, maxDuration, routes } from '../../deploy/vercel.ts'

interface VercelJson {
  outputDirectory: string
  functions: Record<string, { maxDuration: number }>
  rewrites: { source: string; destination: string }[]
  headers: { source: string; headers: { key: string; value: string }[] }[]
  crons: { path: string; schedule: string }[]
}

const vercel = JSON.parse(readFileSync(path.join(root, 'vercel.json'), 'utf8')) as VercelJson

/** Where our own routes send an address that is no file. */
function destination(address: string): string | undefined {
  return routes.flatMap((route) => ('dest' in route && new RegExp(route.src).test(address) ? [route.dest] : []))[0]
}

describe('the layout that plain `vercel build` reads', () => {
  test('makes exactly these functions of api/', () => {
    const exposed = readdirSync(path.join(root, 'api')).filter((name) => !/^[_.]/.test(name))
    expect(exposed.toSorted()).toEqual(functionNames.map((name) => `${name}.ts`).toSorted())
  })

  test('gives them the same time as our own build', () => {
    const durations = Object.fromEntries(
      functionNames.map((name) => [`api/${name}.ts`, { maxDuration: maxDuration[name] }]),
    )
    expect(vercel.functions).toEqual(durations)
  })

  test('calls the tick each minute', () => {
    expect(vercel.crons).toEqual([{ path: '/api/tick', schedule: '* * * * *' }])
  })

  test('protects pages with the same headers', () => {
    const pairs = (headers: object) => Object.entries(headers).map(([key, value]) => ({ key, value: value as string }))
    expect(vercel.headers).toEqual([
      { source: '/((?!api/).*)', headers: pairs(securityHeaders) },
      { source: '/(js|css)/(.*)', headers: pairs({ 'cache-control': immutableCache }) },
    ])
  })

  test('rewrites help, the rest of the API and pages, in this order', () => {
    expect(vercel.rewrites).toEqual([
      { source: '/api/help.:verb', destination: '/api/help' },
      { source: '/api/(.*)', destination: '/api' },
      { source: '/([^.]*)', destination: '/index.html' },
    ])
  })
})

describe('the routes of our own build', () => {
  test.each([
    ['/api/help.raise', '/api/help'],
    ['/api/help.status', '/api/help'],
    ['/api/help', '/api/index'],
    ['/api/help.raise/more', '/api/index'],
    ['/api/booking.book', '/api/index'],
    ['/api/openapi.json', '/api/index'],
    ['/api', '/api/index'],
    ['/api/tick', '/api/tick'],
    ['/api/tick/', '/api/index'],
    ['/', '/index.html'],
    ['/desk/index/index', '/index.html'],
    ['/js/gone.js', undefined],
  ])('send %s to %s', (address, wanted) => {
    expect(destination(address)).toBe(wanted)
  })
})
