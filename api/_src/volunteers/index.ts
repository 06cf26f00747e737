export { toProfile } from './registration/view.ts'
export type { Profile } from './registration/store.ts'
export { volunteersBy, type KnownVolunteer } from './registration/store-known.ts'
export { settingsOf } from './settings/store.ts'
