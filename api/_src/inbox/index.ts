export { inboxScopeOf } from './scope.ts'
