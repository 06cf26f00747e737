/** The server that the fault test kills: the help calls alone, over TCP, as a container runs them. */
import { compose } from '../../api/_src/compose.ts'
import { helpSlice } from '../../api/_src/help/index.ts'
import { openMysql } from '../../api/_src/platform/db/mysql2-driver.ts'
import { listen } from '../deploy/node-server.ts'

const { app } = compose([helpSlice], {
  db: openMysql(process.env['DATABASE_URL'] ?? ''),
  environment: {
    wechat: { baseUrl: 'http://127.0.0.1:9', appId: 'test', appSecret: 'test', miniprogramState: 'developer' },
    templates: {},
  },
  log: () => undefined,
  checkOutput: true,
})
const server = await listen(app.fetch, { port: Number(process.env['PORT'] ?? '0'), host: '127.0.0.1' })
process.send?.(server.port)
