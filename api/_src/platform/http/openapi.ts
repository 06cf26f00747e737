import { toJSONSchema } from 'zod/v4/core'
import { commonErrorCodes, errorTable, type ErrorCode } from '../../../../shared/errors.ts'
import type { Contract, Endpoint } from '../../../../shared/contract.ts'
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

function operation(name: string, endpoint: Endpoint) {
  const input = toJSONSchema(endpoint.input, { io: 'input' })
  const output = toJSONSchema(endpoint.output)
  const isPublic = (endpoint.callers as readonly string[]).includes('anyone')
  return {
    operationId: name,
    summary: endpoint.summary,
    tags: [name.split('.')[0]],
    security: isPublic ? [] : [{ session: [] }],
    'x-callers': endpoint.callers,
    'x-round-trips': endpoint.roundTrips,
    ...(endpoint.kind === 'publicQuery'
      ? { parameters: [{ name: 'input', in: 'query', required: false, content: json(input) }] }
      : { requestBody: { required: true, content: json(input) } }),
    responses: {
      '200': {
        description: 'Done',
        content: json({ type: 'object', required: ['ok', 'data'], properties: { ok: { const: true }, data: output } }),
      },
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
        { [endpoint.kind === 'publicQuery' ? 'get' : 'post']: operation(name, endpoint) },
      ]),
    ),
  }
}
