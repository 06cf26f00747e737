import { command } from '../../../shared/contract.ts'
import { ok } from '../../../shared/result.ts'
import { createApp } from '../../../api/_src/app.ts'
import { systemClock } from '../../../api/_src/platform/clock.ts'
import { createLog } from '../../../api/_src/platform/log.ts'
import { defineSlice } from '../../../api/_src/platform/slice.ts'
import { batchedLines } from '../../deploy/batched-lines.ts'
import { listen } from '../../deploy/node-server.ts'
import { echoInput } from '../echo.ts'
import { reportTo } from './parent.ts'

/** Our own stack with one endpoint that needs no database. It logs every request, as production does. */
const benchSlice = defineSlice({
  contract: {
    'bench.echo': command({
      summary: 'Answers with its input',
      callers: ['anyone'],
      input: echoInput,
      output: echoInput,
      errors: [],
      roundTrips: 0,
    }),
  },
  handlers: { 'bench.echo': async (input) => ok(input) },
})

const unused = new Proxy(
  {},
  {
    get: () => {
      throw new Error('the echo endpoint uses neither database nor WeChat')
    },
  },
)
const app = createApp({
  slices: [benchSlice],
  db: unused as never,
  wechat: unused as never,
  authenticate: async () => undefined,
  recipients: unused as never,
  clock: systemClock,
  log: createLog(batchedLines(process.stdout)),
})
const { port } = await listen(app.fetch, { port: 0, host: '127.0.0.1' })
reportTo(port, app.settled)
