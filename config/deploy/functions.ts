/**
 * The functions of the deployment that answer endpoints: each is `api/<name>.ts`, and answers the endpoints of these
 * slices by the first part of their name (`booking.book`). This table decides routes, bundles and what an entry may
 * import; tests hold vercel.json and the entries to it. A local server and a container answer everything in one process;
 * in a container help calls have database connections of their own.
 */
export const servedSlices = {
  /** Help calls alone: a rush elsewhere cannot slow them. */
  help: ['help'],
  booking: ['booking'],
  homecare: ['homecare'],
  volunteering: ['volunteering'],
  /** Who volunteers are, what stands of what they did, and what is said of it. */
  volunteers: ['volunteers', 'records', 'evaluations'],
  /** Answers every other address of `/api/` too, with an error in words. */
  index: ['people', 'inbox', 'affairs', 'health', 'calendar'],
} as const satisfies Record<string, readonly string[]>

export type ServingFunction = keyof typeof servedSlices
/**
 * What the cron calls each minute: everything somebody waits for, and what volunteers do, which has time. Two, so that
 * help calls rise from a small function. A local server and a container do both in one tick.
 */
export const scheduledFunctions = ['tick', 'tick-volunteers'] as const
export type ScheduledFunction = (typeof scheduledFunctions)[number]
export type FunctionName = ServingFunction | ScheduledFunction

export const servingFunctions = Object.keys(servedSlices) as readonly ServingFunction[]
export const functionNames: readonly FunctionName[] = [...servingFunctions, ...scheduledFunctions]

/** Longest run of one call in seconds; the same numbers stand in vercel.json. */
export const maxDuration: Record<FunctionName, number> = {
  help: 15,
  booking: 30,
  homecare: 30,
  volunteering: 30,
  volunteers: 30,
  index: 30,
  tick: 60,
  'tick-volunteers': 60,
}

/** The deployment's crons, as vercel.json and our own build say them. */
export const crons = scheduledFunctions.map((name) => ({ path: `/api/${name}`, schedule: '* * * * *' }))

export function isScheduled(name: FunctionName): name is ScheduledFunction {
  return scheduledFunctions.some((one) => one === name)
}

/** The functions that are found by the names of their slices; every other endpoint belongs to the index function. */
export const namedFunctions = servingFunctions
  .filter((name) => name !== 'index')
  .map((name) => ({ name, slices: servedSlices[name] as readonly string[] }))

/** The function that answers an endpoint, by its name. */
export function functionOf(endpoint: string): ServingFunction {
  const [slice = ''] = endpoint.split('.')
  return namedFunctions.find(({ slices }) => slices.includes(slice))?.name ?? 'index'
}
