import { pathToFileURL } from 'node:url'
import { run } from '../commands/processes.ts'
import { functionNames, type FunctionName } from '../deploy/functions.ts'
import { functionFile, writeFunctions } from '../deploy/vercel.ts'

/** A function of the deployment reads its surroundings when it is loaded; nothing is contacted. */
const environment = {
  DATABASE_URL: 'https://user:password@127.0.0.1:9',
  WECHAT_APP_ID: 'wx0000000000000000',
  WECHAT_APP_SECRET: 'secret',
  CRON_SECRET: 'a-secret-of-the-bench',
}

/**
 * Milliseconds that each built function takes to be imported in a fresh process: the least of `times`, because whatever
 * else the machine does only adds to it.
 */
export async function coldImports(times: number): Promise<Record<FunctionName, number>> {
  await writeFunctions()
  const result: Partial<Record<FunctionName, number>> = {}
  for (const name of functionNames) {
    const url = JSON.stringify(pathToFileURL(functionFile(name)).href)
    const program = `const t = performance.now(); await import(${url}); console.log(performance.now() - t); process.exit()`
    const samples: number[] = []
    for (let i = 0; i < times; i += 1) {
      const { code, output } = await run(process.execPath, ['--input-type=module', '--eval', program], {
        env: environment,
      })
      if (code !== 0) throw new Error(`api/${name} cannot be imported:\n${output.slice(-600)}`)
      samples.push(Number(output))
    }
    result[name] = Math.min(...samples)
  }
  return result as Record<FunctionName, number>
}
