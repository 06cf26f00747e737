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

  export default function autocannon(options: Options): Promise<Result>
}
