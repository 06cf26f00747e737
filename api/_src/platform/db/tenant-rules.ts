/** Tables that belong to no community. Every other table is pinned by `community_id` in every statement. */
export const globalTables: ReadonlySet<string> = new Set([
  'area',
  'account',
  'session',
  'identity',
  'consent',
  'staff_role',
  'wechat_access_token',
  'message_quota',
  'presence',
  'browser_sign_in',
  'roster_area',
  'roster_week',
  'roster_shift',
  'roster_swap',
  'kysely_migration',
  'kysely_migration_lock',
])

/** A statement that could read or write across communities, or on all shards. A mistake of the program. */
export class TenantError extends Error {
  constructor(what: string) {
    super(`tenant guard: ${what}`)
    this.name = 'TenantError'
  }
}
