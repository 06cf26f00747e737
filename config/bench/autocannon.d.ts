/** The part of autocannon 9 that the bench uses; the package brings no types. */
declare module 'autocannon' {
  interface Request {
    method?: string
    path?: string
    headers?: Record<string, string>
    body?: string
    setupRequest?: (request: Request) => Request
  }

  interface Options {
    url: string
    connections: number
    /** Seconds. */
    duration?: number
    /** So many requests instead. */
    amount?: number
    requests: Request[]
  }

  interface Result {
    '2xx': number
    non2xx: number
    errors: number
    latency: { p99: number }
  }

  function autocannon(options: Options): autocannon.Run
  namespace autocannon {
    interface Run extends Promise<Result> {
      on(event: 'response', listener: () => void): void
    }
  }
  export default autocannon
}
