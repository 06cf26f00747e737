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
    duration: number
    requests: Request[]
  }

  interface Result {
    non2xx: number
    errors: number
    requests: { average: number }
    latency: { p50: number; p99: number }
  }

  export default function autocannon(options: Options): Promise<Result>
}
