/** Where somebody lives, as `residentHomes` joins it; by which names and telephones people are known. */
export { boundPhones, residentHomes, residentNames } from '../people/index.ts'
