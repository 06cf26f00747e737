import type { KyselyPlugin, PluginTransformQueryArgs, PluginTransformResultArgs, RootOperationNode } from 'kysely'
import { guardNode } from './tenant-nodes.ts'

/** Tables that belong to no community. Every other table is pinned by `community_id` in every statement. */
export const globalTables: ReadonlySet<string> = new Set([
  'area',
  'account',
  'session',
  'identity',
  'staff_role',
  'wechat_access_token',
  'message_quota',
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

/**
 * Refuses a statement that touches a community's table without `community_id = ?` or `community_id in (…)` on each of
 * its tables, directly or through a join on `community_id`. It reads the statement's tree before it is compiled, so
 * statements are written with the query builder; raw `sql` templates are for expressions inside them.
 */
export class TenantGuard implements KyselyPlugin {
  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    guardNode(node)
    return node
  }

  async transformResult({ result }: PluginTransformResultArgs) {
    return result
  }
}
