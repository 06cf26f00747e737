import { readFile } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { askUntilAnswered } from './ask.ts'

/**
 * The phones of a crowd, in a process of their own, so that what is measured beside them does not wait for this one's
 * event loop. They stand for machines elsewhere: they give way to the servers.
 */
setPriority(constants.priority.PRIORITY_LOW)

export interface CrowdOrder {
  url: string
  /** A JSON file: token and id of the sign-up of each. */
  peopleFile: string
  activityId: string
  shiftId: string
  seconds: number
}

/** Everybody comes within so many seconds of the opening, signs up, and then looks again every now and then. */
const secondsOfArrival = 10
const secondsBetweenLooks = 10

process.once('message', (order: CrowdOrder) => void rush(order).then((calls) => process.send?.(calls)))

async function rush({ url, peopleFile, activityId, shiftId, seconds }: CrowdOrder): Promise<number> {
  const people = JSON.parse(await readFile(peopleFile, 'utf8')) as { token: string; signUp: string }[]
  const until = performance.now() + seconds * 1000
  const calls = await Promise.all(
    people.map(async ({ token, signUp }, at) => {
      const look = () => askUntilAnswered(url, 'volunteering.activity', token, { activityId })
      await sleep((at / people.length) * secondsOfArrival * 1000)
      await look()
      await askUntilAnswered(url, 'volunteering.signUp', token, { id: signUp, shiftId })
      let made = 2
      while (performance.now() < until) {
        await look()
        made += 1
        await sleep(secondsBetweenLooks * 1000)
      }
      return made
    }),
  )
  return calls.reduce((sum, count) => sum + count, 0)
}
