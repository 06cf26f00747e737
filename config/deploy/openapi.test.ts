import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as z from 'zod/mini'
import { expect, test } from 'vitest'
import { command, publicFile, publicQuery } from '../../shared/contract.ts'
import { endpoints } from '../../shared/endpoints.ts'
import { errorTable } from '../../shared/errors.ts'
import { createOpenApi, openApiDocument, openApiText, writeOpenApi } from './openapi.ts'

interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
}
interface Operation {
  security: object[]
  parameters?: { in: string }[]
  requestBody?: object
  responses: Record<string, { description: string; content?: object }>
}

const base = { roundTrips: 0, summary: 'x', input: z.object({ word: z.string() }) }
const word = z.object({ word: z.string() })
const lamp = {
  'lamp.open': publicQuery({ ...base, output: word, errors: [], cacheSeconds: 30 }),
  'lamp.page': publicFile({ ...base, errors: ['not_found'], contentType: 'text/calendar' }),
  'lamp.turn': command({ ...base, callers: ['account'], output: word, errors: ['conflict'] }),
}
const { openapi, paths } = openApiDocument(lamp) as Document

test('is OpenAPI 3.1 with every row of a contract', () => {
  expect(openapi).toBe('3.1.0')
  expect(Object.entries(paths).map(([name, ways]) => [name, ...Object.keys(ways)])).toEqual([
    ['/api/lamp.open', 'get'],
    ['/api/lamp.page', 'get'],
    ['/api/lamp.turn', 'post'],
  ])
})

test('tells by whom and with what an endpoint is asked, and every refusal in its own words', () => {
  const turn = paths['/api/lamp.turn']?.['post']
  expect(turn).toMatchObject({ security: [{ session: [] }], requestBody: { required: true } })
  expect(turn?.responses['409']?.description).toContain(errorTable.conflict.text)
  expect(paths['/api/lamp.open']?.['get']).toMatchObject({ security: [], parameters: [{ in: 'query' }] })
})

test('says of a file what it is, and that it may be unchanged', () => {
  const responses = paths['/api/lamp.page']?.['get']?.responses
  expect(responses?.['200']?.content).toEqual({ 'text/calendar': { schema: { type: 'string' } } })
  expect(Object.keys(responses ?? {})).toEqual(expect.arrayContaining(['304', '404']))
})

test('is the same answered and written, for all endpoints', async () => {
  const answer = createOpenApi()
  const address = 'http://test.local/api/openapi.json'
  const response = answer(new Request(address))
  const text = await response.text()
  expect(Object.keys((JSON.parse(text) as Document).paths)).toEqual(
    Object.keys(endpoints).map((name) => `/api/${name}`),
  )
  expect(response.headers.get('content-type')).toContain('application/json')
  expect(response.headers.get('cache-control')).toContain('public, max-age=300')
  expect(text).toBe(openApiText())
  expect(answer(new Request(address, { method: 'POST' })).status).toBe(405)
  const folder = mkdtempSync(path.join(tmpdir(), 'linlitong-openapi-'))
  try {
    writeOpenApi(folder)
    expect(readFileSync(path.join(folder, 'api/openapi.json'), 'utf8')).toBe(text)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
