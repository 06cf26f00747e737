import { setTimeout as sleep } from 'node:timers/promises'

/** Asked until it is answered, as a phone does: after a broken connection at once, after "too busy" a second later. */
export async function askUntilAnswered(url: string, name: string, token: string, input: unknown): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(input),
    }).catch((error: unknown) => {
      // A server closes idle connections without asking.
      if (error instanceof TypeError) return undefined
      throw error
    })
    const body = await response?.text()
    if (response?.ok) return
    if (response && response.status !== 503) throw new Error(`${name}: ${response.status} ${body?.slice(0, 200)}`)
    if (response) await sleep(1000)
  }
}
