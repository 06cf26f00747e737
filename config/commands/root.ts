import path from 'node:path'

/** The folder of the repository, wherever a command was started from. */
export const root = path.resolve(import.meta.dirname, '../..')

/** Stops at once when a script runs on another Node than the pinned one (a bare `node script.ts` uses the system's). */
export function assertPinnedNode(): void {
  if (Number(process.versions.node.split('.')[0]) === 24) return
  console.error(
    `✗ This is Node ${process.versions.node}; this script needs Node 24. Use the npm scripts of package.json.`,
  )
  process.exit(1)
}
