import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { echoInput } from '../echo.ts'
import { reportTo } from './parent.ts'

/** The baseline without a database: node:http, JSON and zod, nothing else. */
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const input = echoInput.safeParse(JSON.parse(Buffer.concat(parts).toString()))
    const body = JSON.stringify(input.success ? { ok: true, data: input.data } : { ok: false })
    response.writeHead(input.success ? 200 : 422, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    })
    response.end(body)
  })
})
server.listen(0, '127.0.0.1', () => reportTo((server.address() as AddressInfo).port))
