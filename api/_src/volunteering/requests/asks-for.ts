/** What the statements of requests join, so that where somebody lives costs no statement of its own. */
export { homeColumns, residentHomes, residentPhones } from '../../people/index.ts'
