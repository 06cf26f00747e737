/** Seconds after which a file that was asked for and never finished is given up. */
export const secondsToFinish = 3600
/** Longer than any request may run and any form stays good: after that nobody is working on the file any more. */
export const secondsOfDoubt = 600
