import { beforeEach } from 'vitest'
import { createWechatSimulator } from '../../../config/dev/wechat-simulator/index.ts'
import type { Input, Output } from '../../../shared/contract.ts'
import type { EndpointName, Endpoints } from '../../../shared/endpoints.ts'
import type { DeskPicture } from '../../../shared/help/desk-contract.ts'
import { addSeconds } from '../../../shared/time.ts'
import { createApp, type App } from '../app.ts'
import { helpSlice } from '../help/slice.ts'
import { authenticate, recipients } from '../people/index.ts'
import type { ObjectStore } from '../platform/files/object-store.ts'
import { newId } from '../platform/ids.ts'
import { createWechatClient } from '../platform/wechat/client.ts'
import { makeActors, type Cast, type TestAccount } from './actors.ts'
import { call, callOk, type CallResult } from './call.ts'
import type { TestDatabase } from './database.ts'
import { testDeviceSecret } from './server.ts'

export const helpStart = new Date('2026-11-24T00:21:18.000Z')

export interface HelpTown {
  app: App
  cast: Cast
  clock: { now: Date }
  /** Sets the clock to so many seconds after the start of the test. */
  at: (seconds: number) => void
  call: <Name extends EndpointName>(
    who: TestAccount,
    name: Name,
    input: Input<Endpoints[Name]>,
  ) => Promise<CallResult<Name>>
  /** Like `call`, for what must succeed: the data. */
  ok: <Name extends EndpointName>(
    who: TestAccount,
    name: Name,
    input: Input<Endpoints[Name]>,
  ) => Promise<Output<Endpoints[Name]>>
  /** The desk of this person, in full. */
  desk: (who: TestAccount) => Promise<DeskPicture>
  /** The elder presses (or somebody for her); the reference of the call. */
  press: (id?: string, who?: TestAccount) => Promise<{ communityId: string; callId: string }>
}

/** The help slice behind its front door, with one of everybody, and a clock to turn. */
export function helpTown(
  { db }: TestDatabase,
  { clock = { now: helpStart }, files }: { clock?: { now: Date }; files?: ObjectStore } = {},
): HelpTown {
  const simulator = createWechatSimulator({ appId: 'wx-test', appSecret: 'secret', people: [], templates: [] })
  const wechat = createWechatClient({
    baseUrl: 'http://wechat.test',
    appId: 'wx-test',
    appSecret: 'secret',
    db,
    timeoutMilliseconds: 1000,
    miniprogramState: 'developer',
    fetch: simulator.fetch,
  })
  const town: HelpTown = {
    app: undefined as never,
    cast: undefined as never,
    clock,
    at: (seconds) => (clock.now = addSeconds(helpStart, seconds)),
    call: (who, name, input) => call(town.app, who.token, name, input),
    ok: async (who, name, input) => callOk(town.app, who.token, name, input),
    async desk(who) {
      const picture = await town.ok(who, 'help.desk', {})
      if ('unchanged' in picture) throw new Error('asked without a cursor')
      return picture
    },
    async press(id = newId(), who = town.cast.elder) {
      const data = await town.ok(who, 'help.raise', { id, person: town.cast.elder.person })
      return { communityId: data.communityId, callId: data.callId }
    },
  }
  beforeEach(async () => {
    clock.now = helpStart
    town.cast = await makeActors(db, helpStart)
    town.app = createApp({
      slices: [helpSlice],
      db,
      wechat,
      recipients,
      deviceSecret: testDeviceSecret,
      files,
      authenticate,
      clock: () => clock.now,
      log: () => undefined,
      checkOutput: true,
    })
    return () => town.app.settled()
  })
  return town
}
