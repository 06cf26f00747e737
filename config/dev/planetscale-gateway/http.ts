import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { answerCall, reply, type Answer } from './answer.ts'
import type { Gateway } from './gateway.ts'

export interface GatewayServer {
  /** What `DATABASE_URL` takes. */
  url: string
  port: number
  close(): Promise<void>
}

const username = 'app'
const password = 'app'
const expectedAuthorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

/** Serves the gateway on this machine, as PlanetScale's edge would, for the browser tests and the development server. */
export async function serveGateway(gateway: Gateway, port = 0): Promise<GatewayServer> {
  const server = createServer((request, response) => {
    answerRequest(gateway, request).then(
      (answer) => send(response, answer),
      () => send(response, reply(400, { error: { code: 'invalid_argument', message: 'not a call of the driver' } })),
    )
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the gateway listens on no port')
  return {
    url: `http://${username}:${password}@127.0.0.1:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answerRequest(gateway: Gateway, request: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  if (request.headers.authorization !== expectedAuthorization) {
    return reply(401, { error: { code: 'unauthenticated', message: 'invalid authorization credentials' } })
  }
  return await answerCall(gateway, request.url ?? '', Buffer.concat(chunks).toString('utf8'))
}

function send(response: ServerResponse, answer: Answer) {
  if (answer === 'hang') return
  if (answer === 'refused') {
    response.destroy()
    return
  }
  response.writeHead(answer.status, { 'content-type': 'application/json' })
  response.end(answer.text)
}
