export { toProfile } from './registration/view.ts'
export type { Profile } from './registration/store.ts'
export { settingsOf } from './settings/store.ts'
