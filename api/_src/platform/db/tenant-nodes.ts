import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  DeleteQueryNode,
  IdentifierNode,
  InsertQueryNode,
  ListNode,
  OperatorNode,
  OrNode,
  ParensNode,
  PrimitiveValueListNode,
  RawNode,
  ReferenceNode,
  SelectQueryNode,
  TableNode,
  UpdateQueryNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
  type JoinNode,
  type OperationNode,
  type WithNode,
} from 'kysely'
import { globalTables, TenantError } from './tenant-rules.ts'
import { outsideParentheses, withoutLiterals } from './statement-text.ts'

const pinColumn = 'community_id'

/** What a statement, or a subquery of it, may refer to by name. */
interface Scope {
  /** Alias of a community's table → true when its `community_id` is fixed. */
  pinned: Map<string, boolean>
  /** Aliases that need no pin: global tables, common table expressions, subqueries in FROM. */
  free: Set<string>
  /** Names of the common table expressions, each checked by itself. */
  expressions: Set<string>
  outer: Scope | undefined
}

/** `from` fixes `to`: when `from` is pinned, so is `to`. */
interface Edge {
  from: string
  to: string
}

/** Checks a statement and everything inside it; throws `TenantError`. */
export function guardNode(node: OperationNode, outer?: Scope): void {
  if (SelectQueryNode.is(node)) guardSelect(node, outer)
  else if (UpdateQueryNode.is(node)) guardUpdate(node, outer)
  else if (DeleteQueryNode.is(node)) guardDelete(node, outer)
  else if (InsertQueryNode.is(node)) guardInsert(node, outer)
  else if (node.kind === 'MergeQueryNode') throw new TenantError('MERGE is not supported')
  else {
    if (RawNode.is(node)) guardFragment(node)
    guardChildren(node, outer)
  }
}

function guardSelect(node: SelectQueryNode, outer: Scope | undefined) {
  const scope = openScope(node.with, outer)
  const tables = [...(node.from?.froms ?? [])]
  resolve(scope, tables, node.joins ?? [], node.where?.where)
  guardChildren(node, scope)
}

function guardUpdate(node: UpdateQueryNode, outer: Scope | undefined) {
  const scope = openScope(node.with, outer)
  const tables = [...(node.table ? listed(node.table) : []), ...(node.from?.froms ?? [])]
  resolve(scope, tables, node.joins ?? [], node.where?.where)
  for (const { column } of node.updates ?? []) refusePinChange(column)
  guardChildren(node, scope)
}

function guardDelete(node: DeleteQueryNode, outer: Scope | undefined) {
  const scope = openScope(node.with, outer)
  const tables = [...node.from.froms, ...(node.using?.tables ?? [])]
  resolve(scope, tables, node.joins ?? [], node.where?.where)
  guardChildren(node, scope)
}

function guardInsert(node: InsertQueryNode, outer: Scope | undefined) {
  const scope = openScope(node.with, outer)
  const table = node.into?.table.identifier.name
  if (table !== undefined && !globalTables.has(table)) {
    const position = (node.columns ?? []).findIndex(({ column }) => column.name === pinColumn)
    if (position < 0) throw new TenantError(`insert into ${table} without ${pinColumn}`)
    if (!node.values || !ValuesNode.is(node.values)) {
      throw new TenantError(`insert into ${table} must give its values, not a select`)
    }
    for (const row of node.values.values) {
      const given = PrimitiveValueListNode.is(row)
        ? typeof row.values[position] === 'string'
        : isValue(row.values[position])
      if (!given) throw new TenantError(`a row for ${table} has no ${pinColumn}`)
    }
  }
  for (const update of node.onDuplicateKey?.updates ?? []) {
    if ('column' in update && isNode(update.column)) refusePinChange(update.column)
  }
  guardChildren(node, scope)
}

/** A common table expression sees those before it, never itself: its own name means the table. */
function openScope(withNode: WithNode | undefined, outer: Scope | undefined): Scope {
  const scope: Scope = { pinned: new Map(), free: new Set(), expressions: new Set(), outer }
  for (const expression of withNode?.expressions ?? []) {
    guardNode(expression.expression, scope)
    scope.expressions.add(expression.name.table.table.identifier.name)
  }
  return scope
}

/** Finds every table of the statement, what fixes it, and throws for the first that nothing fixes. */
function resolve(scope: Scope, froms: readonly OperationNode[], joins: readonly JoinNode[], where?: OperationNode) {
  const names = new Map<string, string>()
  for (const table of [...froms, ...joins.map((join) => join.table)]) addTable(scope, names, table)

  const edges: Edge[] = []
  if (where) readConditions(where, scope, edges)
  for (const join of joins) {
    if (join.joinType === 'Using' || join.joinType === 'RightJoin' || join.joinType === 'FullJoin') {
      throw new TenantError(`${join.joinType} is not supported: use inner or left joins with ON`)
    }
    if (!join.on) continue
    const before = new Map(scope.pinned)
    const joined = aliasOf(join.table)
    const found: Edge[] = []
    readConditions(join.on.on, scope, found)
    if (join.joinType === 'InnerJoin') edges.push(...found)
    else {
      // The ON of a left join says nothing about the rows on its left.
      for (const [alias, pinned] of before) if (alias !== joined) scope.pinned.set(alias, pinned)
      edges.push(...found.filter(({ to }) => to === joined))
    }
  }

  for (let changed = true; changed;) {
    changed = false
    for (const { from, to } of edges) {
      if (isPinned(scope, from) && scope.pinned.get(to) === false) {
        scope.pinned.set(to, true)
        changed = true
      }
    }
  }
  for (const [alias, pinned] of scope.pinned) {
    if (!pinned) throw new TenantError(`${names.get(alias) ?? alias} is not pinned by ${pinColumn}`)
  }
}

function addTable(scope: Scope, names: Map<string, string>, node: OperationNode) {
  const target = AliasNode.is(node) ? node.node : node
  const alias = aliasOf(node)
  if (TableNode.is(target)) {
    if (target.table.schema) throw new TenantError('a table of another schema')
    const table = target.table.identifier.name
    if (globalTables.has(table) || isExpression(scope, table)) scope.free.add(alias)
    else {
      scope.pinned.set(alias, scope.pinned.get(alias) ?? false)
      names.set(alias, table)
    }
  } else if (SelectQueryNode.is(target)) scope.free.add(alias)
  else throw new TenantError('FROM and JOIN take tables and subqueries only')
}

function isExpression(scope: Scope | undefined, name: string): boolean {
  return scope !== undefined && (scope.expressions.has(name) || isExpression(scope.outer, name))
}

function aliasOf(node: OperationNode): string {
  if (AliasNode.is(node)) {
    if (IdentifierNode.is(node.alias)) return node.alias.name
    throw new TenantError('an alias must be a name')
  }
  return TableNode.is(node) ? node.table.identifier.name : ''
}

/** Walks conditions that must all hold. What stands under OR or NOT pins nothing. */
function readConditions(node: OperationNode, scope: Scope, edges: Edge[]): void {
  if (AndNode.is(node)) {
    for (const side of [node.left, node.right]) {
      if (OrNode.is(side)) throw new TenantError('AND over a bare OR reads differently as text: put it in parentheses')
      readConditions(side, scope, edges)
    }
  } else if (ParensNode.is(node)) readConditions(node.node, scope, edges)
  else if (BinaryOperationNode.is(node)) readComparison(node, scope, edges)
}

function readComparison(node: BinaryOperationNode, scope: Scope, edges: Edge[]) {
  const operator = OperatorNode.is(node.operator) ? node.operator.operator : undefined
  const left = pinAlias(node.leftOperand, scope)
  if (left === undefined) return
  if (operator === 'in' && isValueList(node.rightOperand)) scope.pinned.set(left, true)
  if (operator !== '=') return
  const right = pinAlias(node.rightOperand, scope)
  if (right !== undefined) edges.push({ from: left, to: right }, { from: right, to: left })
  else if (isValue(node.rightOperand)) scope.pinned.set(left, true)
}

/** The alias whose `community_id` this is; undefined for any other expression. */
function pinAlias(node: OperationNode, scope: Scope): string | undefined {
  if (!ReferenceNode.is(node) || !ColumnNode.is(node.column) || node.column.column.name !== pinColumn) return undefined
  if (node.table) {
    const alias = node.table.table.identifier.name
    return scope.pinned.has(alias) || outerPinned(scope, alias) ? alias : undefined
  }
  const [only, ...more] = scope.pinned.keys()
  if (more.length > 0) throw new TenantError(`${pinColumn} without a table name is ambiguous`)
  return only
}

function isPinned(scope: Scope, alias: string): boolean {
  return scope.pinned.get(alias) ?? outerPinned(scope, alias)
}

/** A subquery may lean on a table of the statement around it, which is pinned by then; the nearest alias counts. */
function outerPinned(scope: Scope, alias: string): boolean {
  if (scope.free.has(alias)) return false
  const { outer } = scope
  return outer !== undefined && (outer.pinned.has(alias) || outerPinned(outer, alias))
}

function isValue(node: OperationNode | undefined): boolean {
  return node !== undefined && ValueNode.is(node) && typeof node.value === 'string'
}

function isValueList(node: OperationNode): boolean {
  if (PrimitiveValueListNode.is(node))
    return node.values.length > 0 && node.values.every((value) => typeof value === 'string')
  return ValueListNode.is(node) && node.values.length > 0 && node.values.every((value) => isValue(value))
}

function refusePinChange(column: OperationNode) {
  const named = ReferenceNode.is(column) ? column.column : column
  if (ColumnNode.is(named) && named.column.name === pinColumn) throw new TenantError(`${pinColumn} is never changed`)
  if (RawNode.is(named)) throw new TenantError('the column of an update must be named, not raw')
}

/** Raw SQL that was looked at and found harmless: it is text of the program, so there is not much of it. */
const harmlessFragments = new Set<string>()
const mostRemembered = 1000

/** Raw SQL: an expression is welcome (and `select 1`), anything that names a table is not. */
function guardFragment(node: RawNode) {
  const fragment = node.sqlFragments.join('?')
  if (harmlessFragments.has(fragment)) return
  const text = withoutLiterals(fragment)
  if (/\b(?:from|join|into|update|delete|union|table|call|load|execute)\b|;/i.test(text)) {
    throw new TenantError('raw SQL may not name tables: use the query builder')
  }
  if (/\bx?or\b|\|\|/i.test(outsideParentheses(text))) {
    throw new TenantError('OR in raw SQL would undo the pin beside it: put it in parentheses')
  }
  if (harmlessFragments.size < mostRemembered) harmlessFragments.add(fragment)
}

function listed(node: OperationNode): readonly OperationNode[] {
  return ListNode.is(node) ? node.items : [node]
}

/** Names and plain values, which most of a tree is made of: nothing can stand below them. */
const leaves: ReadonlySet<string> = new Set([
  'ColumnNode',
  'IdentifierNode',
  'OperatorNode',
  'PrimitiveValueListNode',
  'ReferenceNode',
  'SchemableIdentifierNode',
  'SelectAllNode',
  'TableNode',
  'ValueNode',
] satisfies OperationNode['kind'][])

/** Every node below, so that no subquery stays unseen, wherever it stands. */
function guardChildren(node: OperationNode, scope: Scope | undefined) {
  let value: unknown
  for (const key in node) {
    value = node[key as keyof OperationNode]
    if (isNode(value)) guardBelow(value, scope)
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) guardBelow(item, scope)
  }
}

function guardBelow(node: OperationNode, scope: Scope | undefined) {
  if (node.kind !== 'WithNode' && !leaves.has(node.kind)) guardNode(node, scope)
}

function isNode(value: unknown): value is OperationNode {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
}
