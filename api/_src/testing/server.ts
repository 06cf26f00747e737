import { createWechatSimulator, type WechatSimulator } from '../../../config/dev/wechat-simulator/index.ts'
import type { App } from '../app.ts'
import { compose } from '../compose.ts'
import { createLog } from '../platform/log.ts'
import type { Slice } from '../platform/slice.ts'
import type { TestBucket } from './bucket.ts'
import { worksOn, type TestDatabase } from './database.ts'

export interface TestServer {
  app: App
  tick: () => Promise<boolean>
  /** What the server takes for the time; a test may set it. */
  clock: { now: Date }
  /** WeChat, with the same clock. People are added by the test. */
  simulator: WechatSimulator
  /** Every line the server has logged. */
  lines: string[]
}

/** Seals the identity numbers of the tests' volunteers. */
export const testVolunteerSecret = 'a-secret-of-the-tests-that-seals-their-numbers'
/** From which the keys of the tests' devices follow. */
export const testDeviceSecret = 'a-secret-of-the-tests-from-which-keys-follow'

/** These slices as production puts them together, in this process, with WeChat's simulator; files go to `bucket`. */
export function testServer(
  { db }: Pick<TestDatabase, 'db'>,
  slices: readonly Slice[],
  now: Date,
  options: { clock?: { now: Date }; bucket?: TestBucket; volunteerSecret?: string | undefined } = {},
): TestServer {
  const { clock = { now }, bucket } = options
  const volunteerSecret = 'volunteerSecret' in options ? options.volunteerSecret : testVolunteerSecret
  const lines: string[] = []
  const wechat = { baseUrl: 'https://wechat.test', appId: 'wx-test', appSecret: 'secret-of-the-app' }
  const simulator = createWechatSimulator({ ...wechat, clock: () => clock.now })
  const { app, tick } = compose(slices, {
    db,
    environment: {
      wechat: { ...wechat, miniprogramState: 'developer' },
      templates: {},
      ...(bucket === undefined ? {} : { files: bucket.settings }),
      deviceSecret: testDeviceSecret,
      volunteerSecret,
      siteUrl: 'https://linlitong.test',
    },
    log: createLog(
      (line) => lines.push(line),
      () => clock.now,
    ),
    clock: () => clock.now,
    wechatFetch: simulator.fetch,
    ...(bucket === undefined ? {} : { filesFetch: bucket.bucket.fetch }),
    checkOutput: true,
  })
  return { app: worksOn(db, app), tick, clock, simulator, lines }
}
