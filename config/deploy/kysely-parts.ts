import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

/**
 * Parts of Kysely that no function uses but that hang on its main class, so that no bundler can see it: changing the
 * schema and reading it (migrations run elsewhere), other schemas, MERGE. With what only they need they are about 50 KB of each bundle.
 */
export const unusedParts: readonly string[] = [
  'schema/schema-module.js',
  'plugin/with-schema/with-schema-plugin.js',
  'query-builder/merge-query-builder.js',
  'dialect/mysql/mysql-introspector.js',
]

/** Puts classes in their place that say so when somebody makes one. Fails when a part is not found any more. */
export const leaveOutUnusedKysely: Plugin = {
  name: 'leave out unused kysely',
  setup(build) {
    const replaced = new Set<string>()
    build.onLoad({ filter: /[\\/]node_modules[\\/]kysely[\\/]dist[\\/]/ }, async ({ path }) => {
      const part = unusedParts.find((each) => path.replaceAll('\\', '/').endsWith(`/kysely/dist/${each}`))
      if (part === undefined) return undefined
      replaced.add(part)
      const classes = [...(await readFile(path, 'utf8')).matchAll(/^export class (\w+)/gm)].map(([, name]) => name)
      const refusal = `throw new Error(${JSON.stringify(`not in this bundle: kysely/${part}`)})`
      return { contents: classes.map((name) => `export class ${name} { constructor() { ${refusal} } }`).join('\n') }
    })
    build.onEnd(() => {
      const missing = unusedParts.filter((part) => !replaced.has(part))
      return { errors: missing.map((part) => ({ text: `kysely/${part} is not there any more: look again` })) }
    })
  },
}
