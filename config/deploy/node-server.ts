import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'

export interface RunningServer {
  port: number
  /** Takes no new calls, lets the running ones end (10 s at most), then closes. Safe to call twice. */
  stop: () => Promise<void>
}

const patience = 10_000

/**
 * Listens on a port with one function from request to response. Rejects with the system's own error (`EADDRINUSE`,
 * `EACCES`) when it cannot listen.
 */
export async function listen(
  fetch: (request: Request) => Promise<Response>,
  { port, host }: { port: number; host?: string },
): Promise<RunningServer> {
  const listener = getRequestListener(fetch)
  const server = createServer((request, response) => void listener(request, response))
  // A load balancer keeps idle connections for about a minute; closing earlier than it does makes it see resets.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  let stopping: Promise<void> | undefined
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => (stopping ??= close(server)),
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), patience)
    // A connection whose call has just ended is idle too, and would be kept open for the next.
    const sweep = setInterval(() => server.closeIdleConnections(), 20)
    server.close(() => {
      clearTimeout(force)
      clearInterval(sweep)
      resolve()
    })
  })
}
