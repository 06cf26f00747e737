import type { KyselyPlugin, PluginTransformQueryArgs, PluginTransformResultArgs, RootOperationNode } from 'kysely'
import { guardNode } from './tenant-nodes.ts'

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
