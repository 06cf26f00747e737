export { residentGroups } from './groups/store.ts'
