/** Where the time comes from. Rules never ask for it themselves: they are given `now`. */
export type Clock = () => Date

/** The machine's clock, used at the edges only (one reading per request or tick). */
export const systemClock: Clock = () => new Date()
