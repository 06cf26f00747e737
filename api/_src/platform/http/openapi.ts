import { toJSONSchema } from 'zod/v4/core'
import { commonErrorCodes, errorTable, type ErrorCode } from '../../../../shared/errors.ts'
import { methodOf, type Contract, type Endpoint } from '../../../../shared/contract.ts'
import { CONTRACT_VERSION } from '../../../../shared/version.ts'

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

/** The whole contract as OpenAPI 3.1 (JSON Schema 2020-12), with every error code and its sentence. */
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
