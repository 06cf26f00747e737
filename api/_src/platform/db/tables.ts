import type { Kysely } from 'kysely'

/** All tables. Each slice adds its own by module augmentation in its `tables.ts`. */
export interface Tables {}

export type Db = Kysely<Tables>
