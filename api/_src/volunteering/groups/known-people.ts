/** What the roster joins of other slices, so that telephones and numbers cost no statement of their own. */
export { residentPhones } from '../../people/index.ts'
export { volunteerNumbers } from '../../volunteers/index.ts'
