import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { toJSONSchema } from 'zod/v4/core'
import { apiHeaders, replyError } from '../../api/_src/platform/http/reply.ts'
import { newId } from '../../api/_src/platform/ids.ts'
import { commonErrorCodes, errorTable, type ErrorCode } from '../../shared/errors.ts'
import { methodOf, type Contract, type Endpoint } from '../../shared/contract.ts'
import { endpoints } from '../../shared/endpoints.ts'
import { CONTRACT_VERSION } from '../../shared/version.ts'

const json = (schema: unknown) => ({ 'application/json': { schema } })

function errorResponses(codes: readonly ErrorCode[]) {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of codes) {
    const { status } = errorTable[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, sameStatus]) => [
      String(status),
      {
        description: sameStatus.map((code) => `\`${code}\`: ${errorTable[code].text}`).join('\n\n'),
        content: json({
          type: 'object',
          required: ['ok', 'error'],
          properties: {
            ok: { const: false },
            error: {
              type: 'object',
              required: ['code', 'message', 'requestId'],
              properties: {
                code: { enum: sameStatus },
                message: { type: 'string' },
                requestId: { type: 'string' },
                details: {},
              },
            },
          },
        }),
      },
    ]),
  )
}

function doneResponses({ contentType, output }: Endpoint) {
  if (contentType !== undefined) {
    const unchanged = { description: 'The same as the caller has (`if-none-match`)' }
    return {
      '200': { description: 'The file', content: { [contentType]: { schema: { type: 'string' } } } },
      '304': unchanged,
    }
  }
  const data = toJSONSchema(output)
  const content = json({ type: 'object', required: ['ok', 'data'], properties: { ok: { const: true }, data } })
  return { '200': { description: 'Done', content } }
}

function operation(name: string, endpoint: Endpoint) {
  const input = toJSONSchema(endpoint.input, { io: 'input' })
  const isPublic = (endpoint.callers as readonly string[]).includes('anyone')
  return {
    operationId: name,
    summary: endpoint.summary,
    tags: [name.split('.')[0]],
    security: isPublic ? [] : [{ session: [] }],
    'x-callers': endpoint.callers,
    'x-round-trips': endpoint.roundTrips,
    ...(methodOf(endpoint) === 'GET'
      ? { parameters: [{ name: 'input', in: 'query', required: false, content: json(input) }] }
      : { requestBody: { required: true, content: json(input) } }),
    responses: {
      ...doneResponses(endpoint),
      ...errorResponses([...new Set([...commonErrorCodes, ...endpoint.errors])]),
    },
  }
}

/** A contract as OpenAPI 3.1 (JSON Schema 2020-12), with every error code and its sentence. */
export function openApiDocument(contract: Contract): object {
  return {
    openapi: '3.1.0',
    info: { title: '邻里通', version: String(CONTRACT_VERSION), description: 'Community services API' },
    servers: [{ url: '/' }],
    components: { securitySchemes: { session: { type: 'http', scheme: 'bearer' } } },
    paths: Object.fromEntries(
      Object.entries(contract).map(([name, endpoint]) => [
        `/api/${name}`,
        { [methodOf(endpoint).toLowerCase()]: operation(name, endpoint) },
      ]),
    ),
  }
}

export const openApiPath = '/api/openapi.json'

/** The same wherever the document is read. */
export const openApiHeaders = { ...apiHeaders, 'cache-control': 'public, max-age=300, s-maxage=300' } as const

/** The document of `GET /api/openapi.json`: every endpoint there is, whichever function answers it. */
export const openApiText = () => JSON.stringify(openApiDocument(endpoints))

/** Answers that address where one process serves everything. The document is made when somebody first asks. */
export function createOpenApi(): (request: Request) => Response {
  let text: string | undefined
  return ({ method }) => {
    if (method !== 'GET') return replyError('wrong_method', { requestId: newId(), allow: 'GET' })
    text ??= openApiText()
    return new Response(text, { headers: openApiHeaders })
  }
}

/** Writes the document among static files, for a host whose functions know nothing of each other's endpoints. */
export function writeOpenApi(folder: string): void {
  const file = path.join(folder, openApiPath)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, openApiText())
}
