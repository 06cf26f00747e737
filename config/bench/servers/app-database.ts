import { compose } from '../../../api/_src/compose.ts'
import { openMysql } from '../../../api/_src/platform/db/mysql2-driver.ts'
import { readEnvironment } from '../../../api/_src/platform/env.ts'
import { createLog } from '../../../api/_src/platform/log.ts'
import { helpSlice } from '../../../api/_src/help/slice.ts'
import { everydaySlices } from '../../../api/_src/everyday-slices.ts'
import { slices } from '../../../api/_src/slices.ts'
import { batchedLines } from '../../deploy/batched-lines.ts'
import { listen } from '../../deploy/node-server.ts'
import { reportTo } from './parent.ts'

/**
 * Our server without its ticker and its pages: those are not what is measured. As the container runs it, or (`FUNCTION`)
 * the part of it that one function of the deployment answers.
 */
const functions = { all: slices, help: [helpSlice], index: everydaySlices }
const name = process.env['FUNCTION'] ?? 'all'
if (!(name in functions)) throw new Error(`there is no function ${name}`)
const environment = readEnvironment(process.env)
const log = createLog(batchedLines(process.stdout))
const { app } = compose(functions[name as keyof typeof functions], {
  db: openMysql(environment.databaseUrl),
  environment,
  log,
})
const { port } = await listen(app.fetch, { port: 0, host: '127.0.0.1' })
reportTo(port, app.settled)
