import type { Background } from '../platform/slice.ts'
import { advance } from './advance.ts'
import { helpSource } from './source.ts'

export const helpBackground: Background = {
  sources: [helpSource],
  advances: { 'help calls': ({ db, communityIds, now }) => advance(db, communityIds, now) },
}
