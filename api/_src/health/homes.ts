/** Who lives where, for the stores of this slice to join: a store reaches another slice through one file only. */
export { addressOf, homeColumns, residentHomes } from '../people/index.ts'
