import { compose } from '../../../api/_src/compose.ts'
import { openMysql } from '../../../api/_src/platform/db/mysql2-driver.ts'
import { readEnvironment } from '../../../api/_src/platform/env.ts'
import { createLog } from '../../../api/_src/platform/log.ts'
import { sliceByName } from '../../../api/_src/slices.ts'
import { batchedLines } from '../../deploy/batched-lines.ts'
import { functionOf } from '../../deploy/functions.ts'
import { listen } from '../../deploy/node-server.ts'
import { reportTo } from './parent.ts'

/**
 * Our server without its ticker and its pages: those are not what is measured. As the container runs it, or (`FUNCTION`)
 * the part of it that one function of the deployment answers.
 */
const wanted = process.env['FUNCTION']
const served = Object.entries(sliceByName).flatMap(([name, slice]) =>
  wanted === undefined || functionOf(name) === wanted ? [slice] : [],
)
if (served.length === 0) throw new Error(`there is no function ${wanted}`)
const environment = readEnvironment(process.env)
const log = createLog(batchedLines(process.stdout))
const { app } = compose(served, { db: openMysql(environment.databaseUrl), environment, log })
const { port } = await listen(app.fetch, { port: 0, host: '127.0.0.1' })
reportTo(port, app.settled)
