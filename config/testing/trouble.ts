/** What can happen to a request on its way, by what a phone sees of it. */
export type Trouble =
  /** It never reaches the server, and nothing comes back. */
  | 'lost'
  /** The server does it, and the answer never comes back. */
  | 'silent'
  /** Something in front of the server answers 500 with a page of its own. */
  | 'broken'
  /** The server does it, and something in front of it answers 500 all the same. */
  | 'broken after'
  /** The network delivers it twice at the same moment. */
  | 'doubled'
  /** The server does it at once and the answer takes so many milliseconds. */
  | { slow: number }

type Answer = (request: Request) => Promise<Response>

/** The way of one phone to the server, on which things happen as ordered. */
export interface TroubledWay {
  answer: Answer
  /** From now on every request to `endpoint` meets this, until told otherwise (`times`: only the next so many). */
  order: (endpoint: string, trouble: Trouble, times?: number) => void
  /** All is well again. Requests that hang go on hanging: their answers are lost. */
  clear: () => void
  /** How many requests for `endpoint` have set out, whatever became of them. */
  count: (endpoint: string) => number
  /** Ends what hangs, so that the server can be stopped. */
  release: () => void
}

const brokenPage = () => new Response('<html><h1>500</h1></html>', { status: 500 })

export function troubledWay(server: Answer): TroubledWay {
  const orders = new Map<string, { trouble: Trouble; left: number }>()
  const counts = new Map<string, number>()
  let hanging: (() => void)[] = []

  const hang = () => new Promise<Response>((resolve) => hanging.push(() => resolve(brokenPage())))

  function next(endpoint: string): Trouble | undefined {
    const order = orders.get(endpoint)
    if (!order) return undefined
    order.left -= 1
    if (order.left <= 0) orders.delete(endpoint)
    return order.trouble
  }

  async function answer(request: Request): Promise<Response> {
    const endpoint = /\/api\/([^?]*)/.exec(request.url)?.[1]
    if (endpoint === undefined) return server(request)
    counts.set(endpoint, (counts.get(endpoint) ?? 0) + 1)
    const trouble = next(endpoint)
    if (trouble === undefined) return server(request)
    if (trouble === 'lost') {
      await request.text()
      return hang()
    }
    if (trouble === 'broken') return brokenPage()
    if (trouble === 'doubled') {
      const [, second] = await Promise.all([server(request.clone()), server(request)])
      return second
    }
    const done = await server(request)
    if (trouble === 'silent') return hang()
    if (trouble === 'broken after') return brokenPage()
    await new Promise((resolve) => setTimeout(resolve, trouble.slow))
    return done
  }

  return {
    answer,
    order: (endpoint, trouble, times = Infinity) => void orders.set(endpoint, { trouble, left: times }),
    clear: () => orders.clear(),
    count: (endpoint) => counts.get(endpoint) ?? 0,
    release() {
      for (const end of hanging) end()
      hanging = []
    },
  }
}
