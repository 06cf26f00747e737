/**
 * The server that the fault tests kill: the help calls alone, over TCP, as a container runs them. Told `settle` it says
 * so when everything after its replies is done; told `advance` it does what the clock does to calls, and tells people.
 */
import { compose } from '../../api/_src/compose.ts'
import { helpSlice } from '../../api/_src/help/slice.ts'
import { openMysql } from '../../api/_src/platform/db/mysql2-driver.ts'
import { defineSlice } from '../../api/_src/platform/slice.ts'
import { listen } from '../deploy/node-server.ts'

const surroundings = {
  db: openMysql(process.env['DATABASE_URL'] ?? ''),
  environment: {
    wechat: { baseUrl: 'http://127.0.0.1:9', appId: 'test', appSecret: 'test', miniprogramState: 'developer' as const },
    templates: {},
  },
  log: () => undefined,
  checkOutput: true,
}
const { app } = compose([helpSlice], surroundings)
const calls = helpSlice.background?.advances?.['help calls']
const source = helpSlice.background?.sources?.find(({ name }) => name === 'help')
if (!calls || !source) throw new Error('the clock of help calls is gone')
/** The clock of the calls, and nothing else that ticks. */
const { tick } = compose(
  [defineSlice({ contract: {}, handlers: {}, background: { sources: [source], advances: { 'help calls': calls } } })],
  surroundings,
)
process.on('message', (word) => {
  const done = word === 'settle' ? app.settled().then(() => true) : tick()
  void done.then((isDone) => process.send?.(isDone))
})
const server = await listen(app.fetch, { port: Number(process.env['PORT'] ?? '0'), host: '127.0.0.1' })
process.send?.(server.port)
