import { beforeEach } from 'vitest'
import { developmentTemplates, simulatedTemplates } from '../../../config/dev/wechat-simulator/dev-templates.ts'
import { createWechatSimulator } from '../../../config/dev/wechat-simulator/index.ts'
import type { EndpointName } from '../../../shared/endpoints.ts'
import type { DeskPicture } from '../../../shared/help/desk-contract.ts'
import { addSeconds } from '../../../shared/time.ts'
import { createApp, type App } from '../app.ts'
import { advance } from '../help/advance.ts'
import { helpSlice } from '../help/slice.ts'
import { authenticate, recipients, type LadderContext } from '../people/index.ts'
import type { ObjectStore } from '../platform/files/object-store.ts'
import { newId } from '../platform/ids.ts'
import { createWechatClient } from '../platform/wechat/client.ts'
import { makeActors, places, type TestAccount } from './actors.ts'
import { call, callOk } from './call.ts'
import { worksOn, type TestDatabase } from './database.ts'
import { testDeviceSecret } from './server.ts'
import type { SmallTown } from './small-town.ts'

const sendPath = '/cgi-bin/message/subscribe/send'
export const helpStart = new Date('2026-11-24T00:21:18.000Z')

export interface HelpTown extends Pick<SmallTown, 'cast' | 'call' | 'ok'> {
  app: App
  clock: { now: Date }
  /** Sets the clock to so many seconds after the start of the test. */
  at: (seconds: number) => void
  /** What the ladder is given at this moment. */
  context: () => LadderContext
  /** The clock's pass. */
  advance: (communityIds?: readonly string[]) => Promise<void>
  /** These have used up their messages: only an open desk reaches them now. */
  outOfReach: (...people: readonly TestAccount[]) => Promise<void>
  /** The desk of this person, in full. */
  desk: (who: TestAccount) => Promise<DeskPicture>
  /** The elder presses (or somebody for her); the reference of the call. */
  press: (id?: string, who?: TestAccount) => Promise<{ communityId: string; callId: string }>
}

/**
 * The help slice behind its front door, with one of everybody, and a clock to turn. Nobody has a desk open; everybody
 * with a post has agreed to a hundred messages about help calls, so that every level can be reached.
 */
export function helpTown(
  { db }: TestDatabase,
  { clock = { now: helpStart }, files }: { clock?: { now: Date }; files?: ObjectStore } = {},
): HelpTown {
  const simulator = createWechatSimulator({
    appId: 'wx-test',
    appSecret: 'secret',
    people: [],
    templates: simulatedTemplates,
  })
  const wechat = createWechatClient({
    baseUrl: 'http://wechat.test',
    appId: 'wx-test',
    appSecret: 'secret',
    db,
    timeoutMilliseconds: 1000,
    miniprogramState: 'developer',
    templates: { help: developmentTemplates.help },
    // Everybody has agreed at WeChat to as many messages as the rows say.
    fetch: async (address, init) =>
      new URL(address).pathname === sendPath
        ? Response.json({ errcode: 0, errmsg: 'ok' })
        : simulator.fetch(address, init),
  })
  const town: HelpTown = {
    app: undefined as never,
    cast: undefined as never,
    clock,
    at: (seconds) => (clock.now = addSeconds(helpStart, seconds)),
    call: (who, name, input) => ringing(name, call(town.app, who.token, name, input)),
    ok: (who, name, input) => ringing(name, callOk(town.app, who.token, name, input)),
    context: () => ({ db, wechat, now: clock.now }),
    advance: (communityIds = [places.community]) => advance(town.context(), communityIds),
    async outOfReach(...people) {
      const away = people.map(({ accountId }) => accountId)
      await db.updateTable('message_quota').set({ remaining: 0 }).where('account_id', 'in', away).execute()
    },
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
  /** The first bells ring after the receipt: a test goes on when they have. */
  async function ringing<Result>(name: EndpointName, result: Promise<Result>): Promise<Result> {
    const answer = await result
    if (name === 'help.raise' || name === 'help.reopen') await town.app.settled()
    return answer
  }
  beforeEach(async () => {
    clock.now = helpStart
    town.cast = await makeActors(db, helpStart)
    const staff = await db.selectFrom('staff_role').select('account_id').distinct().execute()
    const quota = { template_id: developmentTemplates.help.templateId, remaining: 100, granted_by: newId() }
    await db
      .insertInto('message_quota')
      .values(staff.map(({ account_id }) => ({ ...quota, account_id })))
      .execute()
    const app = createApp({
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
    town.app = worksOn(db, app)
  })
  return town
}
