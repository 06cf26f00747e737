import { Kysely, type Dialect } from 'kysely'
import type { Db, Tables } from './tables.ts'
import { TenantGuard } from './tenant-guard.ts'

/** A database that refuses every statement which could cross from one community into another. */
export function openGuarded(dialect: Dialect): Db {
  return new Kysely<Tables>({ dialect, plugins: [new TenantGuard()] })
}
