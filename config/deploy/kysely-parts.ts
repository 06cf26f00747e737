import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

/**
 * Parts of Kysely that no function uses but that hang on its main class, so that no bundler can see it: changing the
 * schema and reading it (migrations run elsewhere), other schemas, MERGE. With what only they need they are about 60 KB
 * of each bundle.
 */
const unusedParts: readonly string[] = [
  'schema/schema-module.js',
  'plugin/with-schema/with-schema-plugin.js',
  'query-builder/merge-query-builder.js',
  'dialect/mysql/mysql-introspector.js',
]

/** What only those parts can put into a statement, so that nothing is left that could ask for its SQL. */
const unusedStatements = (
  'AddColumn AddConstraint AddIndex AddValue AlterColumn AlterTable AlterType CheckConstraint ColumnDefinition ' +
  'CreateIndex CreateSchema CreateTable CreateType CreateView DefaultValue DropColumn DropConstraint DropIndex ' +
  'DropSchema DropTable DropType DropView ForeignKeyConstraint Generated Matched MergeQuery ModifyColumn ' +
  'PrimaryKeyConstraint References RefreshMaterializedView RenameColumn RenameConstraint RenameValue UniqueConstraint'
).split(' ')

/** How they stand in the compiler and in its table of what compiles what. */
const statementsIn: Readonly<Record<string, (name: string) => RegExp>> = {
  'query-compiler/default-query-compiler.js': (name) =>
    new RegExp(`^ {4}visit${name}\\(node\\) \\{\\n[^]*?^ {4}\\}\\n`, 'm'),
  'operation-node/operation-node-visitor.js': (name) =>
    new RegExp(`^ +${name}Node: this\\.visit${name}\\.bind\\(this\\),\\n`, 'm'),
}

const parts: readonly string[] = [...unusedParts, ...Object.keys(statementsIn)]

function withoutStatements(source: string, statement: (name: string) => RegExp): string {
  return unusedStatements.reduce((rest, name) => {
    if (!statement(name).test(rest)) throw new Error(`kysely knows no ${name} any more: look again`)
    return rest.replace(statement(name), '')
  }, source)
}

/** Puts classes in their place that say so when somebody makes one. Fails when a part is not found any more. */
export const leaveOutUnusedKysely: Plugin = {
  name: 'leave out unused kysely',
  setup(build) {
    const replaced = new Set<string>()
    build.onLoad({ filter: /[\\/]node_modules[\\/]kysely[\\/]dist[\\/]/ }, async ({ path }) => {
      const part = parts.find((each) => path.replaceAll('\\', '/').endsWith(`/kysely/dist/${each}`))
      if (part === undefined) return undefined
      replaced.add(part)
      const statement = statementsIn[part]
      if (statement) return { contents: withoutStatements(await readFile(path, 'utf8'), statement) }
      const classes = [...(await readFile(path, 'utf8')).matchAll(/^export class (\w+)/gm)].map(([, name]) => name)
      const refusal = `throw new Error(${JSON.stringify(`not in this bundle: kysely/${part}`)})`
      return { contents: classes.map((name) => `export class ${name} { constructor() { ${refusal} } }`).join('\n') }
    })
    build.onEnd(() => {
      const missing = parts.filter((part) => !replaced.has(part))
      return { errors: missing.map((part) => ({ text: `kysely/${part} is not there any more: look again` })) }
    })
  },
}
