import { compose } from '../../../api/_src/compose.ts'
import { openMysql } from '../../../api/_src/platform/db/mysql2-driver.ts'
import { readEnvironment } from '../../../api/_src/platform/env.ts'
import { createLog } from '../../../api/_src/platform/log.ts'
import { slices } from '../../../api/_src/slices.ts'
import { batchedLines } from '../../deploy/batched-lines.ts'
import { listen } from '../../deploy/node-server.ts'
import { reportTo } from './parent.ts'

/** Our whole server as the container runs it, without its ticker and its pages: those are not what is measured. */
const environment = readEnvironment(process.env)
const log = createLog(batchedLines(process.stdout))
const { app } = compose(slices, { db: openMysql(environment.databaseUrl), environment, log })
const { port } = await listen(app.fetch, { port: 0, host: '127.0.0.1' })
reportTo(port, app.settled)
