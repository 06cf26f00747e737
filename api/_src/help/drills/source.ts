import type { DeliverySource } from '../../platform/deliver/source.ts'
import { drillMessages, testMessages } from './messages.ts'
import { listUntoldTests, markTestTold } from './store-button.ts'
import { listUntoldDrills, markDrillTold } from './store.ts'

export const drillSource: DeliverySource = {
  name: 'drills',
  async pending(db, scope, limit) {
    const untold = await listUntoldDrills(db, scope, limit)
    return untold.map(({ drill, toldVersion }) => ({
      communityId: drill.communityId,
      id: drill.id,
      version: drill.version,
      messages: drillMessages(drill, toldVersion),
    }))
  },
  markNotified: markDrillTold,
}

export const buttonTestSource: DeliverySource = {
  name: 'button tests',
  async pending(db, scope, limit) {
    const untold = await listUntoldTests(db, scope, limit)
    return untold.map(({ test, toldVersion }) => ({
      communityId: test.communityId,
      id: test.id,
      version: test.version,
      messages: testMessages(test, toldVersion),
    }))
  },
  markNotified: markTestTold,
}
