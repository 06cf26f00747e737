import { beforeEach } from 'vitest'
import type { Input, Output } from '../../../shared/contract.ts'
import type { EndpointName, Endpoints } from '../../../shared/endpoints.ts'
import { addSeconds } from '../../../shared/time.ts'
import { newId } from '../platform/ids.ts'
import type { Background, Slice } from '../platform/slice.ts'
import { makeActors, places, type Cast, type TestAccount } from './actors.ts'
import { call, callOk, type CallResult } from './call.ts'
import type { TestDatabase } from './database.ts'
import { testServer, type TestServer } from './server.ts'

/** A server with one of everybody, made anew before each test, and the few things every test of a slice does with it. */
export interface SmallTown extends TestServer {
  cast: Cast
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
  /** Turns the clock; nobody's session ends by it. */
  at: (now: Date) => Promise<void>
  /** What the clock does in this slice. */
  advance: () => Promise<void>
  /** Titles in the inbox of an account or a resident, in the order in which they came. */
  titles: (recipientId: string) => Promise<string[]>
}

export function smallTown(
  database: TestDatabase,
  { slices, start, advances }: { slices: readonly Slice[]; start: Date; advances: Background['advances'] },
  options: Parameters<typeof testServer>[3] = {},
): SmallTown {
  const { db } = database
  const server = testServer(database, slices, start, options)
  const town: SmallTown = {
    ...server,
    cast: undefined as unknown as Cast,
    call: (who, name, input) => call(server.app, who.token, name, input),
    ok: (who, name, input) => callOk(server.app, who.token, name, input),
    async at(now) {
      server.clock.now = now
      const stamp = now.toISOString().slice(0, 23).replace('T', ' ')
      await database.raw('update session set created_at = ?, last_seen_at = ?', [stamp, stamp])
    },
    async advance() {
      const context = { db, communityIds: [places.community], now: server.clock.now, newId, wechat: { templates: {} } }
      for (const one of Object.values(advances ?? {})) await one(context)
    },
    async titles(recipientId) {
      await server.app.settled()
      await server.tick()
      const rows = await database.raw(
        "select title from delivery where recipient_id = ? and channel = 'inbox' order by created_at, id",
        [recipientId],
      )
      return rows.map((row) => String(row['title']))
    },
  }
  beforeEach(async () => {
    server.clock.now = start
    town.cast = await makeActors(db, addSeconds(start, -60))
  })
  return town
}
