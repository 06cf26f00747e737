import { build, type Target } from './commands/build.ts'
import path from 'node:path'
import { assertPinnedNode, root } from './commands/root.ts'
import { explain, step } from './commands/steps.ts'
import { writeOpenApi } from './deploy/openapi.ts'

/** `npm run build:weapp` and `npm run build:h5`: always builds, whatever was built before. */
assertPinnedNode()
const target = process.argv[2]
const isTarget = (name: string | undefined): name is Target => name === 'weapp' || name === 'h5'
try {
  if (!isTarget(target)) throw new Error('Say which: node config/build.ts weapp|h5')
  await step(`Build ${target}`, (progress) => build(target, progress))
  // Plain `vercel build` publishes this folder as it is.
  if (target === 'h5') writeOpenApi(path.join(root, 'dist/h5'))
} catch (error) {
  explain(error)
  process.exitCode = 1
}
