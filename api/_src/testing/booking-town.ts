import type { PersonRef } from '../../../shared/schemas.ts'
import { instantOf } from '../../../shared/time.ts'
import { createApp, type App } from '../app.ts'
import { bookingSlice } from '../booking/index.ts'
import type { Actor, Identity } from '../platform/actor.ts'
import { newId } from '../platform/ids.ts'
import type { TestDatabase } from './database.ts'

export const community = '320102001001'
export const otherCommunity = '320102001002'

export interface Neighbour {
  token: string
  accountId: string
  person: PersonRef
  identity: Identity
}

export interface Town {
  app: App
  clock: { now: Date }
  join: (fields?: Partial<Identity>) => Promise<Neighbour>
  lend: (from: Neighbour, to: Neighbour, fields?: Partial<Identity>) => Promise<void>
}

/** The booking slice behind its front door, and people who may come in. */
export function bookingTown(database: TestDatabase): Town {
  const clock = { now: instantOf('2026-11-24', '08:00') }
  const actors = new Map<string, Actor & { identities: Identity[] }>()
  const app = createApp({
    slices: [bookingSlice],
    db: database.db,
    wechat: undefined as never,
    recipients: { accountsOf: async () => [] },
    authenticate: async (db, token) => {
      await db.selectFrom('session').select('id').where('token_hash', '=', token).execute()
      return actors.get(token)
    },
    clock: () => clock.now,
    log: () => undefined,
    checkOutput: true,
  })
  return {
    app,
    clock,
    async join(fields = {}) {
      const identity: Identity = {
        communityId: community,
        residentId: newId(),
        residentName: '王秀英',
        relation: 'self',
        scopes: [],
        gridCode: `${community}003`,
        address: '3 栋 2 单元 501',
        birthDate: '1944-03-02',
        livingAlone: true,
        ...fields,
      }
      const token = newId()
      const accountId = newId()
      actors.set(token, {
        accountId,
        displayName: identity.residentName,
        phone: null,
        sessionId: newId(),
        identity,
        identities: [identity],
        staff: [],
      })
      const { communityId, residentId } = identity
      return { token, accountId, identity, person: { communityId, residentId } }
    },
    async lend(from, to, fields = {}) {
      const lent: Identity = { ...from.identity, relation: 'parent', scopes: ['book', 'see'], ...fields }
      actors.get(to.token)?.identities.push(lent)
    },
  }
}
