import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { fontFiles } from '../../../api/_src/records/certificates/paper/font-files.ts'
import { sliceByName } from '../../../api/_src/slices.ts'
import { root } from '../../commands/root.ts'
import { immutableCache, securityHeaders } from '../../deploy/headers.ts'
import { endpoints } from '../../../shared/endpoints.ts'
import { crons, functionNames, functionOf, maxDuration, namedFunctions, servedSlices } from '../../deploy/functions.ts'
import { routes } from '../../deploy/vercel.ts'

interface VercelJson {
  buildCommand: string
  outputDirectory: string
  functions: Record<string, { maxDuration: number; includeFiles?: string }>
  rewrites: { source: string; destination: string }[]
  headers: { source: string; headers: { key: string; value: string }[] }[]
  crons: { path: string; schedule: string }[]
}

const vercel = JSON.parse(readFileSync(path.join(root, 'vercel.json'), 'utf8')) as VercelJson

/** Where our own routes send an address that is no file. */
function destination(address: string): string | undefined {
  return routes.find(({ src, dest }) => src !== undefined && dest !== undefined && new RegExp(src).test(address))?.dest
}

describe('the layout that plain `vercel build` reads', () => {
  test('makes exactly these functions of api/', () => {
    const exposed = readdirSync(path.join(root, 'api')).filter((name) => !/^[_.]/.test(name))
    expect(exposed.toSorted()).toEqual(functionNames.map((name) => `${name}.ts`).toSorted())
  })

  test('publishes the pages’ folder, where the description of the API lies too', () => {
    expect([vercel.buildCommand, vercel.outputDirectory]).toEqual(['npm run build:h5', 'dist/h5'])
  })

  test('gives them the same time as our own build', () => {
    const durations = Object.fromEntries(
      functionNames.map((name) => [`api/${name}.ts`, expect.objectContaining({ maxDuration: maxDuration[name] })]),
    )
    expect(vercel.functions).toEqual(durations)
  })

  test('brings the fonts of certificates to the function that writes them', () => {
    const { includeFiles = '' } = vercel.functions['api/volunteers.ts'] ?? {}
    const folder = path.dirname(path.dirname(fontFiles.regular))
    const weights = Object.values(fontFiles).map((file) => path.basename(path.dirname(file)))
    expect(includeFiles).toBe(`${path.relative(root, folder)}/{${weights.join(',')}}/*.ttf`)
  })

  test('calls each tick every minute', () => {
    expect(vercel.crons).toEqual(crons)
    expect(crons.map(({ path: address }) => address)).toEqual(['/api/tick', '/api/tick-volunteers'])
  })

  test('protects pages with the same headers', () => {
    const pairs = (headers: object) => Object.entries(headers).map(([key, value]) => ({ key, value: value as string }))
    expect(vercel.headers).toEqual([
      { source: '/((?!api/).*)', headers: pairs(securityHeaders) },
      { source: '/(js|css)/(.*)', headers: pairs({ 'cache-control': immutableCache }) },
    ])
  })

  test('rewrites the slices of each function, the rest of the API and pages, in this order', () => {
    expect(vercel.rewrites).toEqual([
      ...namedFunctions.flatMap(({ name, slices }) =>
        slices.map((slice) => ({ source: `/api/${slice}.:verb`, destination: `/api/${name}` })),
      ),
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
    ['/api/helper.raise', '/api/index'],
    ['/api/booking.book', '/api/booking'],
    ['/api/homecare.visit', '/api/homecare'],
    ['/api/health.card', '/api/index'],
    ['/api/people.me', '/api/index'],
    ['/api/nothing.such', '/api/index'],
    ['/api/openapi.json', '/api/openapi.json'],
    ['/api/openapi.json/more', '/api/index'],
    ['/api', '/api/index'],
    ['/api/tick', '/api/tick'],
    ['/api/tick-volunteers', '/api/tick-volunteers'],
    ['/api/tick/', '/api/index'],
    ['/', '/index.html'],
    ['/desk/index/index', '/index.html'],
    ['/js/gone.js', undefined],
  ])('send %s to %s', (address, wanted) => {
    expect(destination(address)).toBe(wanted)
  })

  test('send every endpoint to the function of its slice', () => {
    for (const name of Object.keys(endpoints))
      expect(destination(`/api/${name}`), name).toBe(`/api/${functionOf(name)}`)
  })
})

describe('the table of functions', () => {
  const slicesWithEndpoints = new Set(Object.keys(endpoints).map((name) => name.split('.')[0] ?? ''))
  const named: string[] = Object.values(servedSlices).flat()

  test('names every slice that has endpoints, and none twice', () => {
    expect([...slicesWithEndpoints].filter((slice) => !named.includes(slice))).toEqual([])
    expect(new Set(named).size).toBe(named.length)
  })

  test('says the same as the one process of a container and of a local server', () => {
    expect(new Set(Object.keys(sliceByName))).toEqual(slicesWithEndpoints)
    for (const [name, { contract }] of Object.entries(sliceByName)) {
      expect(Object.keys(contract).filter((endpoint) => !endpoint.startsWith(`${name}.`))).toEqual([])
    }
  })
})
