/** Where somebody lives, as `residentHomes` joins it. */
export { residentHomes } from '../people/index.ts'
